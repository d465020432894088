import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { complaints, copyApp, SERVICES, until } from './app.mjs';
import { marked, ownPm2 } from './pm2.mjs';
import { startSink } from './sink.mjs';

const REDIS_NOWHERE = 'redis://127.0.0.1:1';

test('Pm2_NineServices_StartAreKilledComeBackAndLeaveNothing', { timeout: 55_000 }, async t => {
  const sink = await startSink(t);
  const app = copyApp(t, { SENTRY_DSN: sink.dsn() });
  const { pm2, start, list, home } = ownPm2(t, app, { SERVICE_RATE: '2', REDIS_URL: REDIS_NOWHERE });
  await start();
  const before = await list();
  assert.deepEqual(before.map(({ name, pm2_env: { status } }) => [name, status]), SERVICES.map(name => [name, 'online']));
  assert.equal(marked(`PM2_HOME=${home}`).length, SERVICES.length + 1);

  const victim = before.find(({ name }) => name === 'scheduler');
  process.kill(victim.pid, 'SIGKILL');
  const starts = await until('a second start', () => {
    const lines = app.of('started').filter(({ service }) => service === 'scheduler');
    return lines.length === 2 && lines;
  }, 15_000);
  assert.equal(new Set(starts.map(({ start }) => start)).size, 2);
  assert.equal(new Set(starts.map(({ pid }) => pid)).size, 2);
  await until('it raises again', () => app.of('answered').some(({ start }) => start === starts[1].start));
  const after = await list();
  assert.deepEqual(after.map(({ pm2_env: { restart_time: restarts } }) => restarts), SERVICES.map(name => name === 'scheduler' ? 1 : 0));

  await pm2('kill');
  assert.deepEqual([marked(`PM2_HOME=${home}`), readdirSync(home).filter(name => /\.(sock|pid)$/.test(name))], [[], []]);
  const journal = app.journal();
  assert.deepEqual(complaints(journal), []);
  assert.deepEqual(app.of('stopping').map(({ service }) => service).sort(), [...SERVICES].sort());
  assert.ok(app.of('stopping').every(({ detail }) => detail.flushed && detail.pending.length === 0));
  assert.deepEqual(readdirSync(join(app.folder, 'logs')).length, 2 * SERVICES.length);
});

test('Pm2_DaemonIsKilled_ServicesStopByThemselves', { timeout: 40_000 }, async t => {
  const sink = await startSink(t);
  const app = copyApp(t, { SENTRY_DSN: sink.dsn() });
  const { start, daemon, home } = ownPm2(t, app, { SERVICE_RATE: '5' });
  await start('--only', 'chat-bot,scheduler');
  process.kill(daemon(), 'SIGKILL');
  await until('nothing left', () => marked(`PM2_HOME=${home}`).length === 0);
  assert.deepEqual(app.of('stopping').map(({ reason }) => reason), ['disconnect', 'disconnect']);
  assert.deepEqual(complaints(app.journal()), []);
});
