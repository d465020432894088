// The errors of a minified bundle with the real SDK: one JSON request on stdin, JSON lines on stdout; the contract is in ../../README.md.
import { resolve } from 'node:path';
import process from 'node:process';
import { main } from './lib/main.mjs';
import { Output } from './lib/output.mjs';
import { bundleForm, readRequest } from './lib/request.mjs';

await main(async () => {
  const request = await readRequest(process.stdin, bundleForm);
  request.bundle = resolve(request.bundle);
  // Loading the SDK is most of the start-up; a request that is refused must not wait for it.
  const { raiseAll } = await import('./lib/bundle.mjs');
  // The SDK reads the package list it reports from the working directory: the event must not depend on the caller's.
  process.chdir(import.meta.dirname);
  return raiseAll(request, new Output(process.stdout));
});
