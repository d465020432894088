// One JSON request on stdin, JSON lines on stdout; the contract is in ../../README.md.
import process from 'node:process';
import { main } from './lib/main.mjs';
import { readRequest } from './lib/request.mjs';
import { loadScenarios } from './lib/scenario.mjs';
import { Output } from './lib/output.mjs';

await main(async () => {
  const request = await readRequest(process.stdin);
  const scenarios = await loadScenarios(request.scenarios);
  // Loading the SDK is most of the start-up; a request that is refused must not wait for it.
  const { run } = await import('./lib/run.mjs');
  // The SDK reads the package list it reports from the working directory: the event must not depend on the caller's.
  process.chdir(import.meta.dirname);
  return run(request, scenarios, new Output(process.stdout));
});
