import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import { burstOf, complaints, runBurst } from './burst-drive.mjs';
import { accept, startIngest } from './fake-ingest.mjs';

const BUFFER = 64;
// The SDK has 30 connections; when all are taken by the burst it has decided of every event soon.
const CONNECTIONS = 30;
const slow = arrived => async (event, response) => {
  while (arrived() < CONNECTIONS) await delay(5);
  await delay(300);
  accept(event, response);
};
const reports = ingest => ingest.requests.flatMap(({ items }) => items)
  .filter(({ header }) => header.type === 'client_report')
  .flatMap(({ payload }) => JSON.parse(payload.toString()).discarded_events);
const of = (list, category) => list.filter(entry => entry.category === category).map(({ reason, quantity }) => [reason, quantity]);

test('Target_IsSlow_WhatTheBufferCannotHoldIsDroppedAndCounted', async t => {
  const ingest = await startIngest(t, { answer: slow(() => ingest.requests.length) });
  const run = await runBurst(burstOf(ingest.dsn, { events: 150 }));
  assert.deepEqual(complaints(run), []);
  const { answered, dropped, discarded } = run.end;
  // The session that the first error changes takes a place of the buffer too.
  assert.ok(answered >= BUFFER - 1 && dropped > 0 && answered + dropped === 150, JSON.stringify(run.end));
  assert.deepEqual(discarded, { queue_overflow: dropped });
  assert.deepEqual(of(reports(ingest), 'error'), [['queue_overflow', dropped]]);
  assert.ok(run.having('dropped').every(({ reason, leftAt }) => reason === 'queue_overflow' && leftAt === null));
  assert.equal(ingest.events().length, answered);
});

test('Target_IsSlow_ALargerBufferHoldsAll', async t => {
  const ingest = await startIngest(t, { answer: slow(() => ingest.requests.length) });
  const run = await runBurst(burstOf(ingest.dsn, { events: 100, bufferSize: 200 }));
  assert.deepEqual([complaints(run), run.end.answered], [[], 100]);
});

test('Target_LimitsTheRate_LaterEventsAreDroppedByTheSdk', async t => {
  const ingest = await startIngest(t, { answer: (_, response) => response.writeHead(429, { 'retry-after': '60' }).end() });
  const run = await runBurst(burstOf(ingest.dsn, { events: 60, ratePerSecond: 40 }));
  assert.deepEqual(complaints(run), []);
  assert.ok(run.end.answered >= 1 && run.end.dropped >= 1, JSON.stringify(run.end));
  assert.ok(run.having('answered').every(({ status }) => status === 429));
  assert.deepEqual(run.end.discarded, { ratelimit_backoff: run.end.dropped });
  assert.deepEqual(of(run.end.reported, 'error'), [['ratelimit_backoff', run.end.dropped]]);
});

test('Target_AnswersAnError_IsNoDrop', async t => {
  const ingest = await startIngest(t, { answer: (event, response) => response.writeHead(event?.tags.group === 'group-1' ? 503 : 200).end() });
  const run = await runBurst(burstOf(ingest.dsn));
  assert.deepEqual([complaints(run), run.end.discarded], [[], {}]);
  assert.ok(run.events.every(({ group, status }) => status === (group === 1 ? 503 : 200)));
});
