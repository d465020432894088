import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { test } from 'node:test';
import { runTag } from '../raise/run-tag.mjs';
import { drive, requestFor, scenarioPath, startDriver } from './drive.mjs';
import { startIngest } from './fake-ingest.mjs';

const { PGURL, REDISURL } = process.env;
const skip = PGURL && REDISURL ? false : 'no PostgreSQL and Redis given: set PGURL and REDISURL to run it';
const require = createRequire(import.meta.url);
const ids = ['repository-unique-violation', 'queue-worker-job-failed'];
const services = { postgresUrl: PGURL, redisUrl: REDISURL };

async function leftBehind(runId) {
  const tag = runTag(runId);
  const client = new (require('pg').Client)({ connectionString: PGURL });
  await client.connect();
  const tables = await client.query('select tablename from pg_tables where tablename like $1', [`%${tag.replaceAll('_', '\\_')}%`]);
  await client.end();
  const redis = new (require('ioredis').default)(REDISURL);
  const keys = await redis.keys(`*${tag}*`);
  redis.disconnect();
  return [...tables.rows.map(row => row.tablename), ...keys];
}

test('Services_GenuineErrors_ArriveWithTheirFieldsAndLeaveNothing', { skip }, async t => {
  const ingest = await startIngest(t);
  const runId = 'Services.Whole-1';
  const result = await drive(requestFor(ingest.dsn, ids, { ...services, runId }));
  assert.deepEqual([result.code, result.of('failed'), result.stderr], [0, [], '']);
  const event = id => result.of('sent').find(line => line.scenario === id && line.role === 'main').event;
  for (const id of ids) {
    const { ownFields: { node: { contextName, fields } } } = JSON.parse(readFileSync(scenarioPath(id), 'utf8'));
    for (const field of fields) assert.ok(field in event(id).contexts[contextName], `${id} lacks ${field}`);
  }
  const violation = event(ids[0]).contexts.error;
  assert.deepEqual([violation.code, violation.table, violation.constraint],
    ['23505', `bookings_${runTag(runId)}`, `bookings_${runTag(runId)}_company_id_slot_key`]);
  const { tags, extra } = event(ids[1]);
  assert.deepEqual([tags.queue, tags.jobId, extra.job.id], [`messages-${runTag(runId)}`, '1', '1']);
  assert.deepEqual([extra.retry, extra.message.template.variables.staff.name], [{ attemptsMade: 2, max: 2, delayMs: 0 }, 'Fay']);
  assert.deepEqual(await leftBehind(runId), []);
});

test('Services_RunsSideBySide_DoNotMeet', { skip }, async t => {
  const ingest = await startIngest(t);
  const runs = await Promise.all(['side-a', 'side-b', 'side-c'].map(runId => drive(requestFor(ingest.dsn, ids, { ...services, runId }))));
  for (const { code, of } of runs) assert.deepEqual([code, of('sent').length, of('failed')], [0, 3, []]);
  assert.deepEqual(await leftBehind('side'), []);
});

for (const ending of ['Deadline', 'Signal']) {
  test(`Services_EndedBy${ending}_LeaveNothing`, { skip }, async t => {
    const runId = `services-${ending}`;
    let made;
    const stopOnceMade = async () => {
      if (ingest.events().length < 2) return;
      made = await leftBehind(runId);
      if (ending === 'Signal') driver.child.kill('SIGTERM');
    };
    const ingest = await startIngest(t, { answer: stopOnceMade });
    const driver = startDriver(requestFor(ingest.dsn, ids, { ...services, runId, timeoutMs: ending === 'Deadline' ? 3_000 : 20_000 }));
    const { code, of } = await driver.result();
    assert.deepEqual([code, of('failed').length], [ending === 'Deadline' ? 0 : 143, 2]);
    assert.ok(made.length > 1, 'nothing was there to clean up');
    assert.deepEqual(await leftBehind(runId), []);
  });
}
