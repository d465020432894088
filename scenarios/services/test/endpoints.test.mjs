import assert from 'node:assert/strict';
import { test } from 'node:test';
import { complaints, copyApp, startService, until } from './app.mjs';
import { freePort } from './redis.mjs';
import { accept, startSink } from './sink.mjs';

const outcomes = app => {
  const counted = {};
  for (const { kind, reason, status, eventId } of app.journal()) {
    if (!eventId || kind === 'raised') continue;
    const key = [kind, reason ?? status].join(' ');
    counted[key] = (counted[key] ?? 0) + 1;
  }
  return counted;
};

async function runAgainst(t, dsn, { until: enough, mayLinger = false, rate = 40, ...env } = {}) {
  const app = copyApp(t, { SENTRY_DSN: dsn, ...env });
  const service = startService(t, app, 'notification-service', { rate });
  await until('enough seen', () => enough(app));
  const ending = await service.stop();
  const [{ at, detail: { signalledAt } }] = app.of('stopping');
  assert.deepEqual([ending.code, at - signalledAt < 3_000], [0, true]);
  assert.ok(mayLinger || ending.ms < 3_000, JSON.stringify(ending));
  assert.deepEqual(complaints(app.journal()), []);
  const [{ detail }] = app.of('stopping');
  return { app, detail, outcomes: outcomes(app), raised: app.of('raised').length };
}

const total = counted => Object.values(counted).reduce((sum, count) => sum + count, 0);

test('Endpoint_IsDown_EachEventFailsWithTheSocketsReason', async t => {
  const run = await runAgainst(t, `http://0123456789abcdef0123456789abcdef@127.0.0.1:${await freePort()}/7`, { until: app => app.of('failed').length >= 10 });
  assert.deepEqual(run.outcomes, { 'failed ECONNREFUSED': run.raised });
  assert.equal(run.detail.discards['network_error:error'], run.raised);
});

test('Endpoint_HasNoName_EachEventFails', async t => {
  const run = await runAgainst(t, 'http://0123456789abcdef0123456789abcdef@glitchtip.invalid/7', {
    // Node ends only when the look-ups under way have been answered, which a resolver may take its time for.
    mayLinger: true,
    rate: 4,
    until: app => app.of('failed').length >= 1,
  });
  assert.ok(Object.keys(run.outcomes).every(key => /^failed E(NOTFOUND|AI_AGAIN)$/.test(key)), JSON.stringify(run.outcomes));
});

test('Endpoint_AnswersError_IsAnsweredWithItsStatus', async t => {
  const sink = await startSink(t, (_, response) => response.writeHead(500).end());
  const run = await runAgainst(t, sink.dsn(), { until: app => app.of('answered').length >= 10 });
  assert.deepEqual(run.outcomes, { 'answered 500': run.raised });
});

test('Endpoint_LimitsTheRate_LaterEventsAreDroppedByTheSdk', async t => {
  const sink = await startSink(t, (_, response) => response.writeHead(429, { 'retry-after': '60' }).end());
  const run = await runAgainst(t, sink.dsn(), { until: app => app.of('dropped').length >= 10 });
  const { 'answered 429': answered, 'dropped ratelimit_backoff': dropped } = run.outcomes;
  assert.deepEqual([answered + dropped, run.detail.discards], [run.raised, { 'ratelimit_backoff:error': dropped, ...others(run) }]);
  assert.equal(run.app.of('answered')[0].detail.retryAfter, '60');
  assert.equal(sink.events().length, answered);
});

test('Endpoint_IsSlow_OverflowIsDroppedAndTheRestIsPending', async t => {
  const sink = await startSink(t, () => undefined);
  const run = await runAgainst(t, sink.dsn(), { until: app => app.of('dropped').length >= 10 });
  assert.equal(run.detail.flushed, false);
  assert.deepEqual(Object.keys(run.outcomes), ['dropped queue_overflow']);
  assert.equal(total(run.outcomes) + run.detail.pending.length, run.raised);
  // The SDK has 30 connections at most; what waits behind them has never left.
  assert.equal(run.detail.pending.filter(({ left }) => left).length, 30);
  assert.equal(sink.events().length, 30);
});

test('Endpoint_CutsConnections_EventsFail', async t => {
  const sink = await startSink(t, (_, response) => response.destroy());
  const run = await runAgainst(t, sink.dsn(), { until: app => app.of('failed').length >= 10 });
  assert.deepEqual(run.outcomes, { 'failed ECONNRESET': run.raised });
  assert.equal(sink.events().length, run.raised);
});

test('SampleRate_IsZero_SilencesAndSaysSo', async t => {
  const sink = await startSink(t);
  const run = await runAgainst(t, sink.dsn(), { SENTRY_SAMPLE_RATE: '0', until: app => app.of('dropped').length >= 10 });
  assert.deepEqual(run.outcomes, { 'dropped sample_rate': run.raised });
  assert.deepEqual([sink.events(), run.app.of('started')[0].detail.sampleRate], [[], 0]);
});

for (const [name, dsn, reason] of [
  ['Malformed', 'http//0123456789abcdef@127.0.0.1:1/7', /malformed/],
  ['WithoutProject', 'http://0123456789abcdef@127.0.0.1:1/', /malformed/],
  ['Empty', '', /not set/],
]) {
  test(`Dsn_Is${name}_SdkIsOffAndTheServiceGoesOn`, async t => {
    const run = await runAgainst(t, dsn, { until: app => app.of('raised').length >= 10 });
    const [started] = run.app.of('started');
    assert.deepEqual([started.detail.enabled, started.endpoint], [false, undefined]);
    assert.match(started.reason, reason);
    assert.deepEqual(run.outcomes, { 'dropped disabled': run.raised });
  });
}

test('Endpoint_DiesMidway_EveryEventIsExplained', async t => {
  const sink = await startSink(t, (received, response) => {
    accept(received, response);
    if (sink.events().length >= 20) sink.stop();
  });
  const run = await runAgainst(t, sink.dsn(), { until: app => app.of('failed').length >= 10 });
  assert.equal(total(run.outcomes), run.raised);
  assert.ok(run.outcomes['answered 200'] >= 18, JSON.stringify(run.outcomes));
});

/** What the SDK recorded of things that are no errors. */
function others({ detail }) {
  return Object.fromEntries(Object.entries(detail.discards).filter(([key]) => !key.endsWith(':error')));
}
