import assert from 'node:assert/strict';
import { once } from 'node:events';
import { test } from 'node:test';
import { burstOf, complaints, read, runBurst, startBurst } from './burst-drive.mjs';
import { accept, startIngest } from './fake-ingest.mjs';

// As many as the SDK opens at the same time.
const CONNECTIONS = 30;

test('Target_IsNotThere_NoEventLeft', async t => {
  const ingest = await startIngest(t);
  await ingest.stop();
  const run = await runBurst(burstOf(ingest.dsn));
  assert.deepEqual([complaints(run), run.end.unanswered, run.end.discarded], [[], 40, { network_error: 40 }]);
  assert.ok(run.events.every(({ reason, leftAt, event }) => reason === 'ECONNREFUSED' && leftAt === null && !event));
});

test('Target_ReadsAndCuts_EventsLeftWithoutAnAnswer', async t => {
  const ingest = await startIngest(t, { answer: (_, response) => response.socket.destroy() });
  const run = await runBurst(burstOf(ingest.dsn));
  assert.deepEqual([complaints(run), run.end.unanswered, run.end.discarded], [[], 40, { network_error: 40 }]);
  assert.ok(run.events.every(({ reason, leftAt }) => reason === 'ECONNRESET' && leftAt));
  assert.equal(run.events.filter(({ event }) => event).length, 4);
});

test('Target_NeverAnswers_EveryEventHasAWordAtTheDeadline', async t => {
  const ingest = await startIngest(t, { answer: () => ingest });
  const run = await runBurst(burstOf(ingest.dsn, { events: 100, timeoutMs: 1_500 }));
  assert.deepEqual(complaints(run), []);
  assert.match(run.end.givenUp, /deadline of 1500 ms/u);
  assert.deepEqual([run.end.answered, run.end.unsettled + run.end.dropped], [0, 100]);
  const left = new Set(run.events.filter(({ leftAt }) => leftAt).map(({ eventId }) => eventId));
  assert.ok(left.size > 0 && ingest.events().every(event => left.has(event.event_id)), 'an event arrived that never left');
  for (const { reason, leftAt } of run.having('unsettled')) assert.match(reason, leftAt ? /before it was answered$/u : /before it had left$/u);
  assert.ok(run.having('unsettled').some(({ leftAt }) => !leftAt), 'the connections took all at once: the test shows nothing');
  assert.ok(run.end.elapsedMs < 20_000);
});

test('Rate_SlowerThanTheDeadline_SaysHowManyWereNotRaised', async t => {
  const ingest = await startIngest(t);
  const run = await runBurst(burstOf(ingest.dsn, { ratePerSecond: 8, timeoutMs: 500 }));
  assert.deepEqual(complaints(run), []);
  assert.ok(run.end.notRaised > 0 && run.end.raised + run.end.notRaised === 40, JSON.stringify(run.end));
  assert.ok(ingest.events().length >= run.end.answered && ingest.events().length <= run.end.raised);
});

test('Signal_Term_EndsWithAWordForEveryEvent', async t => {
  const answer = (event, response) => {
    if (ingest.events().length <= 5) accept(event, response);
    // It comes over a connection that an answer has freed: one answer at least was heard.
    if (ingest.events().length === CONNECTIONS + 1) driver.child.kill('SIGTERM');
  };
  const ingest = await startIngest(t, { answer });
  const driver = startBurst(burstOf(ingest.dsn));
  const run = read(await driver.result());
  assert.deepEqual(complaints({ ...run, code: run.code - 143 }), []);
  assert.ok(run.end.unsettled > 0 && run.end.answered > 0, JSON.stringify(run.end));
  for (const { reason } of run.having('unsettled')) assert.match(reason, /stopped by SIGTERM/u);
});

test('Signal_Kill_EveryEventThatArrivedWasAnnounced', async t => {
  const ingest = await startIngest(t, { answer: (event, response) => (ingest.events().length < 8 ? accept(event, response) : driver.child.kill('SIGKILL')) });
  const driver = startBurst(burstOf(ingest.dsn, { events: 400, ratePerSecond: 100 }));
  const { lines, of: type } = await driver.result();
  assert.equal(driver.child.signalCode, 'SIGKILL');
  assert.notEqual(lines.at(-1).type, 'end');
  const raised = new Set(type('raised').map(({ eventId }) => eventId));
  assert.ok(raised.size < 400, 'it had raised all before it was killed: the test shows nothing');
  assert.ok(ingest.events().length >= 8 && ingest.events().every(event => raised.has(event.event_id)));
});

test('Reader_GoesAway_BurstEndsByItself', async t => {
  const ingest = await startIngest(t);
  const { child } = startBurst(burstOf(ingest.dsn, { events: 400, ratePerSecond: 100 }));
  child.stdout.once('data', () => child.stdout.destroy());
  const [code] = await once(child, 'exit');
  assert.equal(code, 0);
  assert.ok(ingest.events().length < 400, 'it went on although nobody listens');
});
