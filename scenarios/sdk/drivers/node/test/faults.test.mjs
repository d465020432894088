import assert from 'node:assert/strict';
import { once } from 'node:events';
import { test } from 'node:test';
import { Sentry, makeNodeTransport } from '../lib/sdk.mjs';
import { Wire } from '../lib/wire.mjs';
import { drive, requestFor, startDriver } from './drive.mjs';
import { accept, startIngest } from './fake-ingest.mjs';

const reasons = result => result.of('failed').map(({ scenario, reason }) => `${scenario}: ${reason}`);

test('Target_AnswersAnError_IsReportedWithItsStatus', async t => {
  const ingest = await startIngest(t, { answer: (_, response) => response.writeHead(503).end('busy') });
  const result = await drive(requestFor(ingest.dsn, ['user-context']));
  assert.equal(result.code, 0);
  assert.deepEqual(result.of('sent').map(({ httpStatus, responseBody }) => [httpStatus, responseBody]),
    [[503, 'busy'], [503, 'busy'], [503, 'busy']]);
});

test('Target_LimitsTheRate_LaterEventsAreReportedDropped', async t => {
  const answer = (_, response) => response.writeHead(429, { 'retry-after': '60' }).end();
  const ingest = await startIngest(t, { answer });
  const result = await drive(requestFor(ingest.dsn, ['basic-error']));
  assert.equal(result.code, 0);
  assert.deepEqual(result.of('sent').map(({ role, httpStatus }) => [role, httpStatus]), [['main', 429]]);
  assert.deepEqual(result.of('dropped').map(({ scenario, role, reason, category, quantity }) => [scenario, role, reason, category, quantity]),
    ['repeat', 'repeat', 'repeat', 'distinct', 'distinct'].map(role => ['basic-error', role, 'ratelimit_backoff', 'error', 1]));
  assert.equal(ingest.events().length, 1);
});

test('Target_CutsTheConnection_EventIsFailedWithItsId', async t => {
  const ingest = await startIngest(t, { answer: (_, response) => response.socket.destroy() });
  const result = await drive(requestFor(ingest.dsn, ['nested-extra']));
  assert.equal(result.code, 0);
  const [failed] = result.of('failed');
  assert.match(failed.reason, /after the event had left: ECONNRESET/u);
  assert.deepEqual(failed.event, ingest.events()[0]);
  assert.deepEqual(result.of('dropped').map(({ reason, eventId }) => [reason, eventId]), [['network_error', failed.eventId]]);
});

test('Target_IsNotThere_EachEventIsFailed', async t => {
  const ingest = await startIngest(t);
  await ingest.stop();
  const result = await drive(requestFor(ingest.dsn, ['user-context', 'nested-extra']));
  assert.equal(result.code, 0);
  assert.equal(result.of('failed').length, 4);
  for (const { reason } of result.of('failed')) assert.match(reason, /before the event had left: ECONNREFUSED/u);
});

test('Target_NeverAnswers_EndsAtTheDeadlineWithTheIdsInFlight', async t => {
  const ingest = await startIngest(t, { answer: () => ingest });
  const result = await drive(requestFor(ingest.dsn, ['basic-error', 'nested-extra', 'warning-level'], { timeoutMs: 700, concurrency: 2 }));
  assert.equal(result.code, 0);
  assert.deepEqual(reasons(result).toSorted(), ['basic-error', 'nested-extra', 'warning-level'].map(id => `${id}: given up: the deadline of 700 ms passed`));
  assert.deepEqual(result.of('failed').flatMap(({ inFlight }) => inFlight).toSorted(), ingest.events().map(event => event.event_id).toSorted());
  assert.equal(result.lines.at(-1).type, 'end');
  assert.ok(result.lines.at(-1).elapsedMs < 5_000);
});

test('Services_NotGivenOrDown_FailAloneWhileOthersGoOn', async t => {
  const ingest = await startIngest(t);
  const ids = ['repository-unique-violation', 'queue-worker-job-failed', 'user-context'];
  const without = await drive(requestFor(ingest.dsn, ids));
  assert.deepEqual(reasons(without).toSorted(),
    ['queue-worker-job-failed: no Redis was given (redisUrl)', 'repository-unique-violation: no PostgreSQL was given (postgresUrl)']);
  const down = { postgresUrl: 'postgres://u:hidden-word@127.0.0.1:9/d', redisUrl: 'redis://:hidden-word@127.0.0.1:9/0' };
  const unreachable = await drive(requestFor(ingest.dsn, ids, down));
  for (const reason of reasons(unreachable)) assert.match(reason, /ECONNREFUSED/u);
  assert.deepEqual([without, unreachable].map(({ code, of }) => [code, of('failed').length, of('sent').length]), [[0, 2, 3], [0, 2, 3]]);
  assert.ok(!`${unreachable.stdout}${unreachable.stderr}`.includes('hidden-word'));
});

test('Reader_GoesAway_DriverEndsByItself', async t => {
  let arrived;
  const first = new Promise(resolve => { arrived = resolve; });
  const ingest = await startIngest(t, { answer: (event, response) => arrived({ event, response }) });
  const { child } = startDriver(requestFor(ingest.dsn, ['basic-error']));
  const { event, response } = await first;
  child.stdout.destroy();
  accept(event, response);
  const [code] = await once(child, 'exit');
  assert.equal(code, 0);
  assert.ok(ingest.events().length < 6, 'it went on although nobody listens');
});

test('Signal_Term_EndsWithTheWordOfTheScenariosGivenUp', async t => {
  const ingest = await startIngest(t, { answer: () => driver.child.kill('SIGTERM') });
  const driver = startDriver(requestFor(ingest.dsn, ['nested-extra']));
  const result = await driver.result();
  assert.equal(result.code, 143);
  assert.deepEqual(reasons(result), ['nested-extra: given up: stopped by SIGTERM']);
  assert.equal(result.lines.at(-1).type, 'end');
});

test('Wire_ClientDropsAnEvent_IsHeardWithItsScenario', async () => {
  const drops = [];
  const wire = new Wire({ makeTransport: makeNodeTransport, onDropped: drop => drops.push(drop) });
  const client = Sentry.init({
    dsn: 'http://0123456789abcdef0123456789abcdef@127.0.0.1:9/7', transport: wire.transport, beforeSend: () => null,
    registerEsmLoaderHooks: false, sendClientReports: false,
  });
  wire.watch(client);
  const { fate } = await wire.deliver({ scenario: 'a', role: 'main' }, hint => Sentry.captureException(new Error('x'), hint));
  await client.close(0);
  assert.equal(fate, 'dropped');
  assert.deepEqual(drops.map(({ scenario, role, reason, category, quantity }) => [scenario, role, reason, category, quantity]),
    [['a', 'main', 'before_send', 'error', 1]]);
});
