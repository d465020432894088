// A burst of genuine errors with the real SDK: one JSON request on stdin, JSON lines on stdout; the contract is in ../../README.md.
import { stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import process from 'node:process';
import { Output } from './lib/output.mjs';
import { BadRequest, burstForm, readRequest } from './lib/request.mjs';

const USAGE = 64;

async function main() {
  const request = await readRequest(process.stdin, burstForm);
  if (request.meet) request.meet.folder = await existing(request.meet.folder);
  // Loading the SDK is most of the start-up; a request that is refused must not wait for it.
  const { burst } = await import('./lib/burst.mjs');
  // The SDK reads the package list it reports from the working directory: the event must not depend on the caller's.
  process.chdir(import.meta.dirname);
  return burst(request, new Output(process.stdout));
}

async function existing(folder) {
  const found = await stat(folder).then(seen => seen.isDirectory(), () => false);
  if (!found) throw new BadRequest("The request's meet.folder is not a folder; make it before the processes are started.");
  return resolve(folder);
}

try {
  process.exit(await main());
} catch (error) {
  if (!(error instanceof BadRequest)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exit(USAGE);
}
