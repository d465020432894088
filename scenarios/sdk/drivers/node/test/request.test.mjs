import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { drive, requestFor, scenarioPath } from './drive.mjs';

const SECRET = 'fedcba9876543210fedcba9876543210';
const DSN = `http://${SECRET}@127.0.0.1:9/7`;
const folder = mkdtempSync(join(tmpdir(), 'sdk-driver-'));
after(() => rmSync(folder, { recursive: true }));

const file = (name, content) => {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
};

const bad = {
  Empty: '',
  NotJson: 'dsn=1',
  NotAnObject: '[]',
  NoDsn: { ...requestFor(undefined, ['basic-error']) },
  DsnWithoutProject: requestFor(`http://${SECRET}@127.0.0.1:9`, ['basic-error']),
  UnknownField: requestFor(DSN, ['basic-error'], { dns: 'x' }),
  NoScenarios: requestFor(DSN, []),
  RunIdWithQuote: requestFor(DSN, ['basic-error'], { runId: "x'; drop table y" }),
  PostgresUrlIsNone: requestFor(DSN, ['basic-error'], { postgresUrl: `host=${SECRET}` }),
  ZeroTimeout: requestFor(DSN, ['basic-error'], { timeoutMs: 0 }),
  ScenarioFileMissing: requestFor(DSN, ['no-such-scenario']),
  ScenarioTwice: requestFor(DSN, ['basic-error', 'basic-error']),
  ScenarioNotJson: requestFor(DSN, [], { scenarios: [file('a.json', '{')] }),
  ScenarioNotValid: requestFor(DSN, [], { scenarios: [file('b.json', '{"id":"b"}')] }),
  TooLarge: requestFor(DSN, ['basic-error'], { release: 'x'.repeat(2 << 20) }),
};

for (const [name, request] of Object.entries(bad)) {
  test(`Request_${name}_IsRefusedInOneSentence`, async () => {
    const { code, stdout, stderr } = await drive(request);
    assert.equal(code, 64, stderr);
    assert.equal(stdout, '');
    assert.match(stderr, /^[^\n]+\.\n$/u);
    assert.ok(!stderr.includes(SECRET), 'a secret of the request was repeated');
  });
}

test('Request_ScenarioPath_IsRelativeToTheCaller', async () => {
  const request = requestFor(DSN, [], { scenarios: ['basic-error.json'], timeoutMs: 5_000 });
  const { code, of } = await drive(request, { cwd: join(scenarioPath('basic-error'), '..') });
  assert.equal(code, 0);
  assert.equal(of('native').length, 1);
});
