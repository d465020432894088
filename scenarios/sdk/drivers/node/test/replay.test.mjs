import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { before, test } from 'node:test';
import { drive, requestFor, scenarioIds, scenarioPath } from './drive.mjs';
import { startIngest } from './fake-ingest.mjs';

const NEEDS_A_SERVICE = ['repository-unique-violation', 'queue-worker-job-failed'];
const ids = scenarioIds.filter(id => !NEEDS_A_SERVICE.includes(id));
const scenarios = Object.fromEntries(scenarioIds.map(id => [id, JSON.parse(readFileSync(scenarioPath(id), 'utf8'))]));

let ingest;
let run;
before(async t => {
  ingest = await startIngest(t);
  // A surrounding that must not matter: variables of the SDK and a proxy that does not exist.
  const env = { SENTRY_ENVIRONMENT: 'elsewhere', SENTRY_TRACE: '1-2-1', http_proxy: 'http://127.0.0.1:9', NO_PROXY: '' };
  run = await drive(requestFor(ingest.dsn, ids), { env });
});

const sent = (id, role) => run.of('sent').filter(line => line.scenario === id && (!role || line.role === role));
const mainEvent = id => sent(id, 'main')[0].event;
// The frames outside the application say how the event loop got there, which differs from time to time.
const application = event => event.exception.values.map(({ type, value, stacktrace }) =>
  ({ type, value, frames: stacktrace.frames.filter(frame => frame.in_app) }));
const frames = event => event.exception.values.at(-1).stacktrace.frames;

test('Run_WithoutServices_EndsWellAndSaysReadyFirst', () => {
  assert.equal(run.code, 0, run.stderr);
  assert.equal(run.stderr, '');
  assert.deepEqual(run.lines[0], {
    type: 'ready', driver: 'node', node: process.version, sdk: { name: 'sentry.javascript.node', version: '10.24.0' },
  });
  assert.deepEqual({ ...run.lines.at(-1), elapsedMs: 0 }, { type: 'end', sent: run.of('sent').length, dropped: 0, failed: 0, elapsedMs: 0 });
});

test('Run_EveryEvent_IsReportedOnceExactlyAsItArrived', () => {
  const arrived = Object.fromEntries(ingest.events().map(event => [event.event_id, event]));
  const reported = Object.fromEntries(run.of('sent').map(line => [line.eventId, line.event]));
  assert.deepEqual(reported, arrived);
  assert.equal(run.of('sent').length, ingest.requests.length, 'something else was sent besides, such as a session');
  for (const { eventId, httpStatus, responseBody, envelopeHeader, ...times } of run.of('sent')) {
    assert.deepEqual([httpStatus, JSON.parse(responseBody).id, envelopeHeader.event_id], [200, eventId, eventId]);
    const order = [times.capturedAt, times.sentAt, times.answeredAt];
    assert.deepEqual(order, order.toSorted());
  }
});

for (const id of ids) {
  test(`Replay_${id}_SendsWhatTheScenarioSays`, () => {
    const scenario = scenarios[id];
    const count = role => sent(id, role).length;
    assert.deepEqual([count('main'), count('repeat'), count('distinct'), count('message')],
      [1, scenario.repeats, scenario.distinct, scenario.message ? 1 : 0]);
    const event = mainEvent(id);
    assert.equal(event.level, scenario.level ?? 'error');
    assert.deepEqual(event.user, scenario.user);
    assert.deepEqual(event.tags, { ...scenario.tags, run: 'Test.Run-1' });
    assert.deepEqual(Object.keys(event.extra), Object.keys(scenario.extra));
    assert.deepEqual([event.release, event.environment, event.server_name], ['host-app@2.4.1', 'production', 'host-1']);
    assert.equal(event.modules.pg, '8.23.1');
    assert.deepEqual(event.breadcrumbs.map(({ timestamp, ...crumb }) => crumb),
      scenario.breadcrumbs.map(({ secondsBefore, ...crumb }) => crumb));
    const times = event.breadcrumbs.map(({ timestamp }) => timestamp);
    assert.deepEqual(times, times.toSorted((a, b) => a - b));
  });

  test(`Replay_${id}_CarriesTheErrorsOwnFields`, () => {
    const [{ name, message, own }] = run.of('native').filter(line => line.scenario === id);
    const event = mainEvent(id);
    const { type, value } = event.exception.values.at(-1);
    assert.deepEqual([type, value], [name, message]);
    assert.deepEqual({ ...own, ...event.contexts[name] }, event.contexts[name]);
    const { contextName = name, fields = [] } = scenarios[id].ownFields?.node ?? {};
    assert.equal(contextName, name);
    for (const field of fields) assert.ok(field in event.contexts[name], `${field} is missing`);
  });

  test(`Replay_${id}_RepeatsComeFromTheSamePosition`, () => {
    for (const { event } of sent(id, 'repeat')) {
      assert.deepEqual(application(event), application(mainEvent(id)));
      assert.notEqual(event.event_id, mainEvent(id).event_id);
    }
  });
}

test('Replay_DistinctErrors_DifferFromTheMainOneAndEachOther', () => {
  const faces = ['main', 'distinct'].flatMap(role => sent('basic-error', role))
    .map(({ event }) => `${event.exception.values[0].type}: ${event.exception.values[0].value}`);
  assert.equal(new Set(faces).size, 3);
});

test('Replay_Stack_NamesFunctionFileLineAndSource', () => {
  const named = frames(mainEvent('basic-error')).slice(-4);
  assert.deepEqual(named.map(frame => frame.function), ['Object.raise', 'handleRequest', 'confirmBooking', 'reserveSlot']);
  for (const frame of named) {
    assert.ok(frame.in_app && frame.filename.endsWith('raise/error.mjs') && frame.lineno > 0);
    assert.ok(frame.context_line.length > 0 && frame.pre_context.length > 0);
  }
});

test('Replay_Cause_ArrivesAsAChainOfExceptions', () => {
  const chain = id => mainEvent(id).exception.values.map(({ type }) => type);
  assert.deepEqual(chain('user-context'), ['RangeError', 'PaymentDeclinedError']);
  assert.deepEqual(chain('messaging-session-lost'), ['Error', 'SessionError']);
  assert.equal(mainEvent('messaging-session-lost').contexts.SessionError.cause.Error.code, 'ECONNRESET');
});

test('Replay_NestedExtra_LeavesUnharmed', () => {
  const { event } = sent('nested-extra', 'main')[0];
  assert.deepEqual(event.extra, { ...scenarios['nested-extra'].extra, seed: 7 });
  for (const [name, context] of Object.entries(scenarios['nested-extra'].contexts)) assert.deepEqual(event.contexts[name], context);
});

test('Replay_WarningLevel_HoldsForExceptionAndMessage', () => {
  const [{ event }] = sent('warning-level', 'message');
  assert.deepEqual([event.level, event.message, event.exception], ['warning', 'Disk of backup host is 81 % full', undefined]);
});

test('Replay_EachEvent_HasATraceOfItsOwn', () => {
  const traces = run.of('sent').map(({ event }) => event.contexts.trace.trace_id);
  assert.equal(new Set(traces).size, traces.length);
});

test('SdkDefault_OfEachScenario_ShowsWhatTheDefaultsLose', () => {
  const byDefault = Object.fromEntries(run.of('sdk-default').map(({ scenario, event }) => [scenario, event]));
  assert.deepEqual(Object.keys(byDefault).toSorted(), ids.toSorted());
  assert.equal(byDefault['nested-extra'].extra.deep.level1.level2, '[Object]');
  assert.equal(byDefault['nested-extra'].contexts.Error, undefined);
  for (const id of ids) assert.deepEqual(byDefault[id].exception, mainEvent(id).exception);
  for (const { event_id: id } of Object.values(byDefault)) {
    assert.ok(!ingest.events().some(event => event.event_id === id), 'the default event was really sent');
  }
});

test('Replay_LargeEvent_IsCompressedAndStillReportedAsItLeft', async t => {
  const folder = mkdtempSync(join(tmpdir(), 'sdk-driver-'));
  const target = await startIngest(t);
  try {
    const path = join(folder, 'large.json');
    const { distinct, ...scenario } = structuredClone(scenarios['nested-extra']);
    writeFileSync(path, JSON.stringify({ ...scenario, distinct, id: 'large', extra: { text: 'Grüße '.repeat(20_000) } }));
    const { code, of } = await drive(requestFor(target.dsn, [], { scenarios: [path] }));
    assert.deepEqual([code, target.requests[0].encoding], [0, 'gzip']);
    assert.deepEqual(of('sent')[0].event, target.events()[0]);
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test('Replay_MessageKind_IsTheMainEvent', async t => {
  const folder = mkdtempSync(join(tmpdir(), 'sdk-driver-'));
  const target = await startIngest(t);
  try {
    const path = join(folder, 'text.json');
    const { message, ownFields, ...scenario } = scenarios['warning-level'];
    writeFileSync(path, JSON.stringify({ ...scenario, id: 'text', raise: { kind: 'message', message: 'Only text' } }));
    const { code, of } = await drive(requestFor(target.dsn, [], { scenarios: [path] }));
    assert.equal(code, 0);
    assert.deepEqual(of('sent').map(({ role, event }) => [role, event.message, event.level]),
      [['main', 'Only text', 'warning'], ['repeat', 'Only text', 'warning']]);
    assert.equal(of('sdk-default')[0].event.message, 'Only text');
  } finally {
    rmSync(folder, { recursive: true });
  }
});
