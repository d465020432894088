import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { complaints, copyApp, startService, until } from './app.mjs';
import { ownPm2 } from './pm2.mjs';
import { startSink } from './sink.mjs';

/** A copy with one more service, whose `open` is the text given. */
function appWith(t, sink, open) {
  const app = copyApp(t, { SENTRY_DSN: sink.dsn() });
  writeFileSync(join(app.folder, 'odd-one.js'), `import './instrument.js';\nimport { runService } from './lib/service.js';\nawait runService(${open});\n`);
  return app;
}

test('Service_CannotOpen_EndsAndSaysWhy', async t => {
  const sink = await startSink(t);
  const app = appWith(t, sink, "async () => { throw new Error('no port left'); }");
  const service = startService(t, app, 'odd-one');
  assert.equal(await service.ended(), 1);
  assert.match(service.output.stderr, /odd-one cannot start: Error: no port left/);
  assert.deepEqual(app.journal().map(({ kind, reason, detail }) => [kind, reason, detail.error]).at(-1), ['stopped', 'cannot start', 'no port left']);
});

test('Service_Crashes_ItsLastErrorIsInTheJournalAsStray', async t => {
  const sink = await startSink(t);
  const app = appWith(t, sink, "async () => ({ work: async () => { setImmediate(() => { throw new Error('crash'); }); } })");
  const service = startService(t, app, 'odd-one', { rate: 1 });
  assert.equal(await service.ended(), 1);
  const [raised, ...more] = app.of('raised');
  assert.deepEqual([more, raised.serial, raised.detail.stray, raised.detail.type], [[], undefined, true, 'Error']);
  assert.deepEqual(sink.events().map(({ event_id: id, exception }) => [id, exception.values[0].value]), [[raised.eventId, 'crash']]);
  assert.deepEqual(complaints(app.journal()), []);
});

test('Service_TracesAndHasARelease_TransactionsAndSessionsDoNotDisturb', async t => {
  const sink = await startSink(t);
  const app = copyApp(t, { SENTRY_DSN: sink.dsn(), SENTRY_TRACES_SAMPLE_RATE: '1', SENTRY_RELEASE: 'services@1' });
  const service = startService(t, app, 'api-server');
  await until('thirty events', () => app.of('answered').length >= 30);
  await service.stop();
  const types = new Set(sink.requests.flatMap(({ items }) => items).map(({ type }) => type));
  assert.ok(types.has('transaction') && types.has('event') && (types.has('session') || types.has('sessions')), [...types].join());
  assert.deepEqual(app.of('raised').map(({ eventId }) => eventId).sort(), sink.events().map(({ event_id: id }) => id).sort());
  assert.deepEqual(complaints(app.journal()), []);
});

test('Pm2_ServiceCannotBeLoaded_IsNotOnline', { timeout: 40_000 }, async t => {
  const sink = await startSink(t);
  const app = copyApp(t, { SENTRY_DSN: sink.dsn() });
  writeFileSync(join(app.folder, 'scheduler.js'), 'this is no program\n');
  const { start, list } = ownPm2(t, app);
  await start('--only', 'chat-bot,scheduler');
  const statusOf = async name => (await list()).find(process => process.name === name).pm2_env;
  await until('restarts', async () => (await statusOf('scheduler')).restart_time >= 1, 20_000);
  assert.equal((await statusOf('chat-bot')).status, 'online');
  assert.deepEqual(app.of('ready').map(({ service }) => service), ['chat-bot']);
});
