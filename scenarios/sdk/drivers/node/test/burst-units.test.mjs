import assert from 'node:assert/strict';
import { test } from 'node:test';
import { BurstLedger } from '../lib/burst-ledger.mjs';
import { BurstWire } from '../lib/burst-wire.mjs';
import { Discards, differences } from '../lib/discards.mjs';
import { Sentry, startHostSdk } from '../lib/sdk.mjs';
import { burstOf } from './burst-drive.mjs';

class Lines {
  written = [];

  line(type, fields) {
    this.written.push({ type, ...fields });
  }
}

function raisedIn(ledger, serial, eventId) {
  const entry = ledger.open(serial, 0);
  ledger.raised(entry, eventId);
  return entry;
}

test('Ledger_SecondOutcome_DoesNotReplaceTheFirst', () => {
  const lines = new Lines();
  const ledger = new BurstLedger(lines);
  const entry = raisedIn(ledger, 0, 'a');
  ledger.settle(entry, 'unanswered', { reason: 'ECONNRESET' });
  ledger.settle(entry, 'dropped', { reason: 'network_error' });
  ledger.close(() => 'too late');
  assert.deepEqual(lines.written.map(({ type, outcome }) => [type, outcome]), [['raised', undefined], ['event', 'unanswered']]);
  const { discards, unanswered, dropped } = ledger.totals();
  assert.deepEqual([discards, unanswered, dropped], [{ network_error: 1 }, 1, 0]);
});

test('Ledger_Close_GivesTheRestALastWord', () => {
  const lines = new Lines();
  const ledger = new BurstLedger(lines);
  ledger.left(raisedIn(ledger, 0, 'a'));
  ledger.settle(raisedIn(ledger, 1, 'b'), 'answered', { status: 200 });
  raisedIn(ledger, 2, 'c');
  ledger.close(({ leftAt }) => (leftAt ? 'left' : 'stayed'));
  const said = Object.fromEntries(lines.written.filter(({ type }) => type === 'event').map(({ eventId, outcome, reason }) => [eventId, [outcome, reason]]));
  assert.deepEqual(said, { a: ['unsettled', 'left'], b: ['answered', undefined], c: ['unsettled', 'stayed'] });
});

const counts = [
  ['Equal', { queue_overflow: 2 }, { queue_overflow: 2 }, []],
  ['BothEmpty', {}, {}, []],
  ['OneSideMore', { queue_overflow: 2 }, { queue_overflow: 3 }, ['queue_overflow: ours 2, theirs 3']],
  ['OneSideNone', { network_error: 1 }, {}, ['network_error: ours 1, theirs 0']],
  ['AnotherReason', { a: 1 }, { b: 1 }, ['a: ours 1, theirs 0', 'b: ours 0, theirs 1']],
];
for (const [name, ours, theirs, expected] of counts) {
  test(`Differences_${name}_AreSaid`, () => assert.deepEqual(differences(ours, 'ours', theirs, 'theirs'), expected));
}

test('Discards_OfOtherCategories_AreNoErrors', () => {
  const discards = new Discards();
  discards.add('ratelimit_backoff', 'session');
  discards.add('ratelimit_backoff', 'error', 2);
  discards.add('ratelimit_backoff', 'error');
  assert.deepEqual(discards.errors(), { ratelimit_backoff: 3 });
  assert.deepEqual(discards.list()[0], { reason: 'ratelimit_backoff', category: 'session', quantity: 1 });
});

test('Wire_ClientGivesUpOrKeepsSilent_IsToldApart', async () => {
  const ledger = new BurstLedger(new Lines());
  const wire = new BurstWire(ledger);
  const client = startHostSdk(burstOf('http://0123456789abcdef0123456789abcdef@127.0.0.1:9/7'), wire);
  client.addEventProcessor(event => (event.message === 'refused' ? null : event));
  const captured = (serial, message) => {
    const entry = ledger.open(serial, 0);
    wire.capture(entry, () => Sentry.captureMessage(message));
    return entry;
  };
  const refused = captured(0, 'refused');
  const sent = captured(1, 'sent');
  await client.flush(5_000);
  client.getOptions().enabled = false;
  const silent = captured(2, 'swallowed');
  await client.flush(1_000);
  ledger.close(() => 'silence');
  assert.deepEqual([refused, sent, silent].map(({ outcome, reason }) => [outcome, reason]),
    [['dropped', 'event_processor'], ['unanswered', 'ECONNREFUSED'], ['unsettled', 'silence']]);
  assert.deepEqual(wire.recorded.errors(), { event_processor: 1, network_error: 1 });
  assert.deepEqual(differences(ledger.totals().discards, 'ours', wire.recorded.errors(), 'recorded'), []);
});

test('Wire_EventThatNobodyRaised_IsAStray', async () => {
  const ledger = new BurstLedger(new Lines());
  const client = startHostSdk(burstOf('http://0123456789abcdef0123456789abcdef@127.0.0.1:9/7'), new BurstWire(ledger));
  const eventId = Sentry.captureException(new Error('somebody else'));
  await client.close(5_000);
  assert.deepEqual(ledger.totals().strays, [eventId]);
});

test('Wire_ErrorRaisedAfterTheAccountIsClosed_IsNotCaptured', () => {
  const lines = new Lines();
  const wire = new BurstWire(new BurstLedger(lines));
  wire.shut();
  wire.capture({ serial: 0, group: 0 }, () => assert.fail('it was captured'));
  assert.deepEqual(lines.written, []);
});
