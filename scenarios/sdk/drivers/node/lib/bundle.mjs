import { createRequire } from 'node:module';
import process from 'node:process';
import { setTimeout as delay } from 'node:timers/promises';
import { pacer } from './pace.mjs';
import { BadRequest } from './request.mjs';
import { Sentry, sdkVersion } from './sdk.mjs';
import { framesInSources } from './source-frames.mjs';
import { start } from './start.mjs';

const FLUSH_MS = 1_000;
const ROLE = 'main';

/** Calls everything that the bundle exports, each of which throws, and says what was sent and how it was answered. */
export async function raiseAll(request, output) {
  const { tally, wire, client } = start(request, output);
  output.line('ready', { driver: 'node', node: process.version, sdk: sdkVersion });
  for (const native of framesInSources(request.sources)) output.line('native', { scenario: 'bundle', ...native });
  // Loaded after the SDK, as a service imports its instrumentation first.
  const operations = load(request.bundle);
  const pace = pacer(request.eventsPerSecond);
  const all = Promise.all(operations.map(async (operation, index) => {
    await pace();
    const { fate, reason, ...seen } = await wire.deliver({ scenario: 'bundle', role: ROLE }, hint => capture(operation, index, hint));
    tally[fate === 'answered' ? 'sent' : 'failed'] += 1;
    output.line(fate === 'answered' ? 'sent' : 'failed', { scenario: 'bundle', role: ROLE, reason, ...seen });
  }));
  const ended = await Promise.race([all.then(() => null), delay(request.timeoutMs, `the deadline of ${request.timeoutMs} ms passed`)]);
  if (ended) output.line('failed', { scenario: 'bundle', reason: ended, inFlight: wire.unsettled('bundle') });
  await client.close(FLUSH_MS);
  await output.end({ ...tally, elapsedMs: Math.round(performance.now()) });
  return 0;
}

function load(bundle) {
  try {
    return createRequire(import.meta.url)(bundle);
  } catch (error) {
    throw new BadRequest(`The bundle can't be loaded: ${error.code ?? error.message}.`);
  }
}

function capture(operation, index, hint) {
  try {
    operation();
  } catch (error) {
    Sentry.captureException(error, hint);
    return;
  }
  throw new BadRequest(`Operation ${index} of the bundle did not fail, so there is nothing to report.`);
}
