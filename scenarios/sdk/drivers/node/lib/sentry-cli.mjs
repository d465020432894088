import { execFileSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { BadRequest } from './request.mjs';

const require = createRequire(import.meta.url);

/** Path and version of the real sentry-cli, a compiled program of its own package per platform. */
export function sentryCli() {
  try {
    const path = require('@sentry/cli').getPath();
    return { path, version: execFileSync(path, ['--version'], { encoding: 'utf8' }).trim() };
  } catch (error) {
    throw new BadRequest(`sentry-cli is not there for this machine (${error.code ?? error.message.split('\n')[0]}): npm ci leaves it out where the feed lacks it.`);
  }
}
