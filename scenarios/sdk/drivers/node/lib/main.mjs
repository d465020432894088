import process from 'node:process';
import { BadRequest } from './request.mjs';

const USAGE = 64;

/** Runs a program of this folder to its exit code; a request that can't be served is one sentence and 64. */
export async function main(work) {
  try {
    process.exit(await work());
  } catch (error) {
    if (!(error instanceof BadRequest)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exit(USAGE);
  }
}
