import assert from 'node:assert/strict';
import { gzipSync } from 'node:zlib';
import { test } from 'node:test';
import { eventOf, parseEnvelope } from '../lib/envelope.mjs';
import { ownFields } from '../lib/own-fields.mjs';
import { fill } from '../lib/placeholders.mjs';
import { validate } from '../lib/schema.mjs';
import { runTag } from '../raise/run-tag.mjs';

const facts = { run: { id: 'r1', seed: 7 }, raised: { port: 5432, job: { id: '1' } } };

test('Envelope_WithAndWithoutLength_GivesEveryItem', () => {
  const body = Buffer.from('{"event_id":"e"}\n{"type":"attachment","length":3}\na\nb\n{"type":"event"}\n{"message":"ü"}');
  for (const envelope of [parseEnvelope(body), parseEnvelope(gzipSync(body), 'gzip')]) {
    assert.deepEqual(envelope.items.map(({ header }) => header.type), ['attachment', 'event']);
    assert.equal(envelope.items[0].payload.toString(), 'a\nb');
    assert.deepEqual(eventOf(envelope), { message: 'ü' });
  }
});

test('Envelope_WithoutEvent_HasNone', () => {
  assert.equal(eventOf(parseEnvelope(Buffer.from('{}\n{"type":"client_report"}\n{}\n'))), null);
});

test('Fill_WholePlaceholder_KeepsTheType', () => {
  assert.deepEqual(fill({ a: ['{{raised.port}}', '{{raised.job}}'], b: 'port {{raised.port}} of {{run.id}}' }, facts),
    { a: [5432, { id: '1' }], b: 'port 5432 of r1' });
});

test('Fill_UnknownPlaceholder_Throws', () => {
  assert.throws(() => fill('{{raised.nothing}}', facts), /raised\.nothing/u);
  assert.throws(() => fill('{{run.constructor}}', facts), /run\.constructor/u);
});

test('OwnFields_OfAnError_AreWhatJsonCanHold', () => {
  const error = Object.assign(new Error('x'), { code: 'C', big: 5n, inner: new TypeError('y'), nothing: undefined, method() {} });
  assert.deepEqual(ownFields(error), { code: 'C', big: '5', inner: 'TypeError: y' });
});

test('RunTag_OfDifferentRuns_IsDifferentShortAndSafe', () => {
  const ids = ['run1', 'Run1', 'run-1', 'run.1', `${'x'.repeat(60)}1`, `${'x'.repeat(60)}2`];
  const tags = ids.map(runTag);
  assert.equal(new Set(tags).size, ids.length);
  for (const tag of tags) assert.match(tag, /^[a-z0-9_]{1,20}$/u);
});

test('Validate_UnsupportedKeyword_Throws', () => {
  assert.throws(() => validate({ oneOf: [] }, 1), /oneOf/u);
});

test('Validate_ProblemInAList_NamesItsPlace', () => {
  const schema = { properties: { list: { items: { type: 'integer' } } } };
  assert.deepEqual(validate(schema, { list: [1, 'two'] }, 'request'), ['request.list[1] is not integer']);
});
