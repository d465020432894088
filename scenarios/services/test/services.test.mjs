import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { test } from 'node:test';
import { complaints, copyApp, SERVICES, startService, until } from './app.mjs';
import { freePort, skip, startRedis } from './redis.mjs';
import { startSink } from './sink.mjs';

const MOST_ISSUES = 3;

for (const name of SERVICES) {
  test(`Service_${name}_RaisesJournalsAndStops`, async t => {
    const sink = await startSink(t);
    const app = copyApp(t, { SENTRY_DSN: sink.dsn(), SENTRY_ENVIRONMENT: 'drill', SENTRY_RELEASE: 'services@1' });
    const service = startService(t, app, name);
    await until('six events answered', () => app.of('answered').length >= 6);
    const { code, ms } = await service.stop();
    assert.ok(code === 0 && ms < 3_000, `${code} after ${ms} ms`);
    const journal = app.journal();
    const [started] = app.of('started');
    assert.deepEqual([started.endpoint, started.detail.enabled, started.detail.dsnFrom, started.pid], [sink.endpoint, true, '.env', service.pid]);
    assert.deepEqual(journal.slice(-2).map(({ kind }) => kind), ['stopping', 'stopped']);
    assert.deepEqual([complaints(journal), service.output.stderr], [[], '']);
    assert.ok(!JSON.stringify(journal).includes('0123456789abcdef'), 'the key is in the journal');

    const raised = app.of('raised');
    assert.deepEqual(raised.map(({ serial }) => serial).sort((a, b) => a - b), raised.map((_, index) => index + 1));
    const events = new Map(sink.events().map(event => [event.event_id, event]));
    assert.equal(events.size, raised.length);
    for (const { eventId, serial, start } of raised) {
      const { tags, extra, server_name: serverName, environment, release } = events.get(eventId);
      assert.deepEqual(tags, { service: name, run: 'test', start, serial: String(serial) });
      assert.deepEqual([extra.serial, serverName, environment, release], [serial, name, 'drill', 'services@1']);
    }
    const issues = new Set([...events.values()].map(({ exception }) => JSON.stringify(exception.values.map(({ type, value }) => [type, value]))));
    assert.ok(issues.size >= 1 && issues.size <= MOST_ISSUES, [...issues].join('\n'));
  });
}

test('ApiServer_RequestsWithCredentials_AreReportedWithoutThem', async t => {
  const sink = await startSink(t);
  const app = copyApp(t, { SENTRY_DSN: sink.dsn() });
  const service = startService(t, app, 'api-server');
  await until('three events answered', () => app.of('answered').length >= 3);
  await service.stop();
  for (const event of sink.events()) {
    assert.ok(event.request.headers['x-serial'], 'the request itself is reported');
    assert.doesNotMatch(JSON.stringify(event), /never-deliver|203\.0\.113\.77|"(authorization|cookies?|x-api-key|x-forwarded-for)"/);
  }
});

test('QueueWorker_RedisComesAndGoes_GoesOnAndSaysWhy', { skip }, async t => {
  const port = await freePort();
  const sink = await startSink(t);
  const app = copyApp(t, { SENTRY_DSN: sink.dsn() });
  const service = startService(t, app, 'queue-worker', { REDIS_URL: `redis://127.0.0.1:${port}` });
  const messages = () => sink.events().map(({ exception }) => exception.values.at(-1).value);
  const count = text => messages().filter(message => message.includes(text)).length;
  await until('errors without Redis', () => count('Redis is away') >= 3);
  const redis = startRedis(t, port);
  await until('failed jobs', () => count('could not be delivered') >= 5);
  assert.ok(sink.events().some(({ extra }) => extra.job?.name === 'deliver'));
  const before = count('Redis is away');
  await redis.stop();
  await until('errors without Redis again', () => count('Redis is away') >= before + 3);
  await until('a line per outage', () => service.output.stderr.split('\n').length === 3);
  const { code, ms } = await service.stop('SIGTERM');
  assert.ok(code === 0 && ms < 3_000, `${code} after ${ms} ms`);
  assert.match(service.output.stderr, /^Redis is away: \S+\nRedis is away: .+\n$/);
  assert.deepEqual(complaints(app.journal()), []);
});

test('Rate_FileChanges_ServiceFollows', async t => {
  const sink = await startSink(t);
  const app = copyApp(t, { SENTRY_DSN: sink.dsn() });
  writeFileSync(`${app.folder}/rate`, '0');
  startService(t, app, 'notification-service', { rate: 50 });
  await until('ready', () => app.of('ready').length === 1);
  assert.equal(app.of('raised').length, 0);
  writeFileSync(`${app.folder}/rate`, '40');
  await until('twenty events', () => app.of('raised').length >= 20);
  assert.equal(new Set(app.of('raised').map(({ start }) => start)).size, 1);
});
