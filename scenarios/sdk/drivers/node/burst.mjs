// A burst of genuine errors with the real SDK: one JSON request on stdin, JSON lines on stdout; the contract is in ../../README.md.
import process from 'node:process';
import { main } from './lib/main.mjs';
import { Output } from './lib/output.mjs';
import { burstForm, existingFolder, readRequest } from './lib/request.mjs';

await main(async () => {
  const request = await readRequest(process.stdin, burstForm);
  if (request.meet) request.meet.folder = await existingFolder(request.meet.folder, 'meet.folder');
  // Loading the SDK is most of the start-up; a request that is refused must not wait for it.
  const { burst } = await import('./lib/burst.mjs');
  // The SDK reads the package list it reports from the working directory: the event must not depend on the caller's.
  process.chdir(import.meta.dirname);
  return burst(request, new Output(process.stdout));
});
