import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { burstOf, complaints, runBurst, startBurst } from './burst-drive.mjs';
import { startIngest } from './fake-ingest.mjs';

const sorted = list => list.toSorted();
const ids = events => sorted(events.map(({ event_id: id, eventId }) => id ?? eventId));

test('Burst_HealthyTarget_AnswersEveryEventOnce', async t => {
  const ingest = await startIngest(t);
  const run = await runBurst(burstOf(ingest.dsn));
  assert.deepEqual(complaints(run), []);
  assert.deepEqual([run.end.raised, run.end.answered, run.end.notRaised, run.end.givenUp, run.end.discarded], [40, 40, 0, null, {}]);
  assert.deepEqual(ids(run.events), ids(ingest.events()));
  assert.deepEqual(sorted(run.events.map(({ serial }) => serial)), sorted(Array.from({ length: 40 }, (_, serial) => serial)));
  assert.ok(run.events.every(({ status, raisedAt, leftAt, settledAt }) => status === 200 && raisedAt <= leftAt && leftAt <= settledAt));
});

test('Burst_EachEvent_TellsItsSerialPlanAndGroup', async t => {
  const ingest = await startIngest(t);
  const run = await runBurst(burstOf(ingest.dsn, { events: 12, groups: 5, process: 2, firstSerial: 100 }));
  const byId = Object.fromEntries(ingest.events().map(event => [event.event_id, event]));
  for (const { eventId, serial, group } of run.events) {
    const { extra, tags, exception: { values: [exception] }, release, server_name: serverName } = byId[eventId];
    assert.equal(group, serial % 5);
    assert.deepEqual([extra.serial, tags], [String(serial).padStart(10, '0'), { plan: 'sdk-burst', group: `group-${group}`, run: '00112233445566aa' }]);
    assert.deepEqual([exception.type, exception.value], [`LoadError${group}`, `group ${group} of sdk-burst failed`]);
    assert.deepEqual([release, serverName], ['host-app@2.4.1', 'host-1']);
    const functions = exception.stacktrace.frames.map(frame => frame.function);
    assert.deepEqual(functions.slice(-3), ['handleRequest', 'confirmBooking', 'reserveSlot']);
    assert.ok(!functions.some(name => name === 'raiseAll'), 'the stack shows the driver');
  }
  assert.deepEqual(run.events.map(({ serial }) => serial), Array.from({ length: 12 }, (_, index) => 100 + index));
});

test('Burst_FirstOfEachGroup_IsShownAsItLeft', async t => {
  const ingest = await startIngest(t);
  const run = await runBurst(burstOf(ingest.dsn));
  const shown = run.events.filter(({ event }) => event);
  assert.deepEqual(sorted(shown.map(({ group }) => group)), [0, 1, 2, 3]);
  for (const { eventId, event } of shown) assert.deepEqual(event, ingest.events().find(({ event_id: id }) => id === eventId));
});

test('Burst_EachEvent_HasATraceOfItsOwn', async t => {
  const ingest = await startIngest(t);
  await runBurst(burstOf(ingest.dsn));
  const traces = ingest.events().map(({ contexts }) => contexts.trace.trace_id);
  assert.equal(new Set(traces).size, 40);
  assert.ok(ingest.events().every(({ breadcrumbs, user }) => breadcrumbs.length === 1 && user.id.startsWith('load-user-')));
});

test('Burst_AtARate_KeepsIt', async t => {
  const ingest = await startIngest(t);
  const run = await runBurst(burstOf(ingest.dsn, { events: 30, ratePerSecond: 60 }));
  assert.deepEqual(complaints(run), []);
  const took = Date.parse(run.events.at(-1).raisedAt) - Date.parse(run.of('begun')[0].at);
  assert.ok(took >= 480, `30 events at 60/s were raised within ${took} ms`);
});

test('Burst_SurroundingsOfTheCaller_DoNotMatter', async t => {
  const ingest = await startIngest(t);
  const env = { SENTRY_DSN: 'http://0@127.0.0.1:9/1', SENTRY_RELEASE: 'other', SENTRY_NAME: 'other', http_proxy: 'http://127.0.0.1:9' };
  const run = await runBurst(burstOf(ingest.dsn, { events: 3 }), { env, cwd: tmpdir() });
  assert.deepEqual([complaints(run), run.end.answered, ingest.events()[0].release], [[], 3, 'host-app@2.4.1']);
});

test('Processes_ThatMeet_BeginTogether', async t => {
  const folder = mkdtempSync(join(tmpdir(), 'sdk-burst-'));
  const ingest = await startIngest(t);
  try {
    const meeting = index => burstOf(ingest.dsn, { process: index, meet: { folder, processes: 3 } });
    const runs = await Promise.all([0, 1, 2].map(index => runBurst(meeting(index))));
    const begun = runs.flatMap(run => run.of('begun'));
    assert.deepEqual(begun.map(({ met }) => met), [3, 3, 3]);
    const times = begun.map(({ at }) => Date.parse(at));
    assert.ok(Math.max(...times) - Math.min(...times) < 1_000, `they began ${times} apart`);
    assert.deepEqual(runs.flatMap(complaints), []);
    const serials = runs.flatMap(run => run.events.map(({ serial }) => serial));
    assert.equal(new Set(serials).size, 120, 'two processes used the same serial number');
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test('Processes_OneToldToEndWhileItWaitsForTheOthers_RaisesNothing', async t => {
  const folder = mkdtempSync(join(tmpdir(), 'sdk-burst-'));
  const ingest = await startIngest(t);
  try {
    const { child, result } = startBurst(burstOf(ingest.dsn, { meet: { folder, processes: 2 } }));
    child.stdout.once('data', () => child.kill('SIGTERM'));
    const { code, lines, of } = await result();
    assert.deepEqual([code, of('begun')[0].met, of('raised').length, lines.at(-1).notRaised], [143, 1, 0, 40]);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
