import process from 'node:process';
import { unescape } from 'node:querystring';
import { setTimeout as delay } from 'node:timers/promises';
import { Cleanup } from './cleanup.mjs';
import { pacer } from './pace.mjs';
import { replay } from './replay.mjs';
import { DefaultSdk, sdkVersion } from './sdk.mjs';
import { signalled } from './signals.mjs';
import { start } from './start.mjs';

const FLUSH_MS = 1_000;

/** Replays all scenarios, cleans up and says the last word; returns the exit code. */
export async function run(request, scenarios, output) {
  const { tally, wire, client } = start(request, output);
  const stop = new AbortController();
  const context = { request, stop: stop.signal, wire, output, tally, defaults: new DefaultSdk(request), pace: pacer(request.eventsPerSecond), cleanup: new Cleanup() };
  output.line('ready', { driver: 'node', node: process.version, sdk: sdkVersion });

  const unfinished = new Set(scenarios);
  const ended = await Promise.race([
    replayAll(scenarios, unfinished, context).then(() => ({})),
    delay(request.timeoutMs, { reason: `the deadline of ${request.timeoutMs} ms passed` }),
    output.closed.then(reason => ({ reason })),
    signalled(),
  ]);
  stop.abort(new Error(`given up: ${ended.reason}`));
  for (const { id } of unfinished) fail(context, id, stop.signal.reason.message, { inFlight: wire.unsettled(id) });
  await context.cleanup.closeAll();
  await client.close(FLUSH_MS);
  await output.end({ ...tally, elapsedMs: Math.round(performance.now()) });
  return ended.exitCode ?? 0;
}

async function replayAll(scenarios, unfinished, context) {
  const waiting = [...scenarios];
  const lane = async () => {
    for (let scenario = waiting.shift(); scenario && !context.stop.aborted; scenario = waiting.shift()) {
      try {
        await replay(scenario, context);
      } catch (error) {
        if (!context.stop.aborted) fail(context, scenario.id, explain(error, context.request));
      }
      unfinished.delete(scenario);
    }
  };
  await Promise.all(Array.from({ length: context.request.concurrency }, lane));
}

function fail({ output, tally }, scenario, reason, more = {}) {
  tally.failed += 1;
  output.line('failed', { scenario, reason, ...more });
}

/** An error in one sentence; passwords inside the request's addresses are cut out wherever a library repeats them. */
function explain(error, { postgresUrl, redisUrl }) {
  const text = [error.code, error.message || error.errors?.map(inner => inner.message).join('; ')].filter(Boolean).join(': ');
  const secrets = [postgresUrl, redisUrl].filter(Boolean).flatMap(url => [url, new URL(url).password]).filter(Boolean);
  return secrets.flatMap(secret => [secret, unescape(secret)])
    .reduce((clean, secret) => clean.replaceAll(secret, '***'), text || String(error.name));
}
