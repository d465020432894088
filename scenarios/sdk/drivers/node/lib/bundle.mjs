import { createRequire } from 'node:module';
import process from 'node:process';
import { setTimeout as delay } from 'node:timers/promises';
import { framesInSources } from './source-frames.mjs';
import { pacer } from './pace.mjs';
import { BadRequest } from './request.mjs';
import { makeNodeTransport, Sentry, sdkVersion, startSdk } from './sdk.mjs';
import { Wire } from './wire.mjs';

const FLUSH_MS = 1_000;
const ROLE = 'main';

/** Calls everything that the bundle exports, each of which throws, and says what was sent and how it was answered. */
export async function raiseAll(request, output) {
  const tally = { sent: 0, dropped: 0, failed: 0 };
  const wire = new Wire({
    makeTransport: makeNodeTransport,
    onDropped: drop => {
      tally.dropped += drop.quantity;
      output.line('dropped', drop);
    },
  });
  const client = startSdk(request, wire);
  if (!client?.getDsn()) throw new BadRequest("The SDK does not accept the request's dsn.");
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
