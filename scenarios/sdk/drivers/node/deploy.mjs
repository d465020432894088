// The deploy of a release with the real sentry-cli: one JSON request on stdin, JSON lines on stdout; the contract is in ../../README.md.
import process from 'node:process';
import { deploy } from './lib/deploy.mjs';
import { main } from './lib/main.mjs';
import { Output } from './lib/output.mjs';
import { deployForm, existingFolder, readRequest } from './lib/request.mjs';

await main(async () => {
  const request = await readRequest(process.stdin, deployForm);
  request.folder = await existingFolder(request.folder, 'folder');
  return deploy(request, new Output(process.stdout));
});
