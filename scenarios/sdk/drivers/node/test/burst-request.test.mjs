import assert from 'node:assert/strict';
import { test } from 'node:test';
import { drive } from './drive.mjs';
import { burstOf } from './burst-drive.mjs';

const SECRET = 'fedcba9876543210fedcba9876543210';
const DSN = `http://${SECRET}@127.0.0.1:9/7`;

const bad = {
  Empty: '',
  NotJson: 'dsn=1',
  NotAnObject: '[]',
  NoDsn: { ...burstOf(undefined) },
  DsnWithoutProject: burstOf(`http://${SECRET}@127.0.0.1:9`),
  DsnNoAddress: burstOf(`http://${SECRET}@:9/7`),
  UnknownField: burstOf(DSN, { dns: 'x' }),
  NoEvents: burstOf(DSN, { events: 0 }),
  TooManyEvents: burstOf(DSN, { events: 100_001 }),
  NoGroups: burstOf(DSN, { groups: 0 }),
  EventsAsText: burstOf(DSN, { events: '40' }),
  RunTagTooShort: burstOf(DSN, { runTag: '0011' }),
  RunTagNotHex: burstOf(DSN, { runTag: 'x'.repeat(16) }),
  NegativeProcess: burstOf(DSN, { process: -1 }),
  NegativeRate: burstOf(DSN, { ratePerSecond: -1 }),
  ZeroTimeout: burstOf(DSN, { timeoutMs: 0 }),
  ZeroBuffer: burstOf(DSN, { bufferSize: 0 }),
  PlanWithBlank: burstOf(DSN, { plan: 'sdk burst' }),
  NoRelease: burstOf(DSN, { release: '' }),
  MeetingWithoutFolder: burstOf(DSN, { meet: { processes: 2 } }),
  MeetingInNoFolder: burstOf(DSN, { meet: { folder: 'no/such/folder', processes: 2 } }),
  TooLarge: burstOf(DSN, { release: 'x'.repeat(2 << 20) }),
};

for (const [name, request] of Object.entries(bad)) {
  test(`BurstRequest_${name}_IsRefusedInOneSentence`, async () => {
    const { code, stdout, stderr } = await drive(request, { name: 'burst' });
    assert.equal(code, 64, stderr);
    assert.equal(stdout, '');
    assert.match(stderr, /^[^\n]+\.\n$/u);
    assert.ok(!stderr.includes(SECRET), 'a secret of the request was repeated');
  });
}
