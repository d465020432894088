import assert from 'node:assert/strict';
import { test } from 'node:test';
import { copyApp, startService, until } from './app.mjs';
import { startSink } from './sink.mjs';
import { readSettings } from '../lib/settings.js';

const WRONG = 'http://0123456789abcdef0123456789abcdef@127.0.0.1:1/1';
const RIGHT = 'http://fedcba9876543210fedcba9876543210@192.0.2.7:8000/42';

const FILES = [
  ['Plain', dsn => `SENTRY_DSN=${dsn}\n`],
  ['WithoutFinalNewline', dsn => `A=1\nSENTRY_DSN=${dsn}`],
  ['CrLf', dsn => `A=1\r\nSENTRY_DSN=${dsn}\r\nB=2\r\n`],
  ['DoubleQuotes', dsn => `SENTRY_DSN="${dsn}"\n`],
  ['SingleQuotes', dsn => `SENTRY_DSN='${dsn}'\n`],
  ['QuotesAndCrLf', dsn => `SENTRY_DSN="${dsn}"\r\n`],
  ['ExportPrefix', dsn => `export SENTRY_DSN=${dsn}\n`],
  ['Duplicates_TheLastOneCounts', dsn => `SENTRY_DSN=${WRONG}\nA=1\nSENTRY_DSN=${dsn}\n`],
  ['SpacesAroundEquals', dsn => `SENTRY_DSN = ${dsn}  \n`],
  ['CommentBehind', dsn => `SENTRY_DSN=${dsn} # of the target\n`],
  ['CommentedOutBefore', dsn => `# SENTRY_DSN=${WRONG}\nSENTRY_DSN=${dsn}\n`],
  ['ByteOrderMark', dsn => `\uFEFFSENTRY_DSN=${dsn}\n`],
];
// Those that a cutover script is most likely to leave behind, with real processes too.
const WITH_PROCESS = new Set(['CrLf', 'QuotesAndCrLf', 'ExportPrefix', 'Duplicates_TheLastOneCounts']);

for (const [name, text] of FILES) {
  test(`EnvFile_${name}_GivesTheDsn`, async t => {
    const app = copyApp(t, text(RIGHT));
    const { dsn, dsnFrom, envFile } = readSettings(app.folder, {});
    assert.deepEqual([dsn, dsnFrom, envFile], [RIGHT, '.env', 'read']);
  });
  if (!WITH_PROCESS.has(name)) continue;
  test(`EnvFile_${name}_TheServiceSendsThere`, async t => {
    const sink = await startSink(t);
    const [started] = await startWith(t, text(sink.dsn('0123456789abcdef0123456789abcdef', 42)));
    assert.deepEqual([started.endpoint, started.detail.project, started.detail.dsnFrom], [sink.endpoint, '42', '.env']);
    assert.ok(sink.events().length > 0);
  });
}

test('EnvFile_VariableIsInTheEnvironmentAlready_TheEnvironmentWins', async t => {
  const sink = await startSink(t);
  const [started] = await startWith(t, `SENTRY_DSN=${sink.dsn()}\n`, { SENTRY_DSN: WRONG });
  assert.deepEqual([started.endpoint, started.detail.dsnFrom], ['127.0.0.1:1', 'environment']);
});

test('EnvFile_HasNoDsn_SdkIsOff', async t => {
  const [started] = await startWith(t, 'A=1\n');
  assert.deepEqual([started.detail.enabled, started.detail.dsnFrom, started.detail.envFile], [false, 'nowhere', 'read']);
});

async function startWith(t, text, env = {}) {
  const app = copyApp(t, text);
  const service = startService(t, app, 'notification-service', env);
  await until('started', () => app.of('ready').length > 0);
  await until('raised', () => app.of('raised').length > 0);
  assert.equal((await service.stop()).code, 0);
  return app.of('started');
}
