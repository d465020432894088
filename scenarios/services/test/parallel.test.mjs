import assert from 'node:assert/strict';
import { test } from 'node:test';
import { complaints, copyApp, startService, until } from './app.mjs';
import { freePort } from './redis.mjs';
import { startSink } from './sink.mjs';

const OLD = '0123456789abcdef0123456789abcdef';
const NEW = 'fedcba9876543210fedcba9876543210';

async function runParallel(t, first, second, enough) {
  const app = copyApp(t, { SENTRY_DSN: first, SENTRY_DSN_PARALLEL: second });
  const service = startService(t, app, 'messaging-session', { rate: 40 });
  await until('enough seen', () => enough(app));
  const { code } = await service.stop();
  assert.deepEqual([code, complaints(app.journal())], [0, []]);
  return app;
}

test('Parallel_TwoSinks_GetEqualSetsWithTheirOwnKeys', async t => {
  const [before, after] = [await startSink(t), await startSink(t)];
  const app = await runParallel(t, before.dsn(OLD, 7), after.dsn(NEW, 9), run => run.of('answered').length >= 60);
  const raised = app.of('raised').map(({ eventId }) => eventId).sort();
  const contents = ({ events }) => new Map(events().map(event => [event.event_id, event]));
  assert.deepEqual([...contents(before).keys()].sort(), raised);
  assert.deepEqual(contents(before), contents(after));
  assert.equal(before.events().length, after.events().length);
  for (const [sink, key, project] of [[before, OLD, 7], [after, NEW, 9]]) {
    for (const { url, header } of sink.requests) {
      assert.deepEqual([url.pathname, url.searchParams.get('sentry_key'), header.dsn], [`/api/${project}/envelope/`, key, sink.dsn(key, project)]);
    }
    assert.equal(app.of('answered').filter(line => line.endpoint === sink.endpoint && line.project === String(project)).length, raised.length);
  }
  assert.deepEqual(app.of('started')[0].detail.parallel, { enabled: true, endpoint: after.endpoint, project: '9' });
});

test('Parallel_TraceHeader_NamesTheFirstKeyAtBoth', async t => {
  const [before, after] = [await startSink(t), await startSink(t)];
  await runParallel(t, before.dsn(OLD, 7), after.dsn(NEW, 9), run => run.of('answered').length >= 10);
  // So the multiplexed transport of 10.24.0 does it: it replaces the header's DSN and nothing else.
  const keys = sink => [...new Set(sink.requests.map(({ header }) => header.trace?.public_key))];
  assert.deepEqual([keys(before), keys(after)], [[OLD], [OLD]]);
});

test('Parallel_OneEndpointIsDown_TheOtherGetsAll', async t => {
  const sink = await startSink(t);
  const app = await runParallel(t, sink.dsn(OLD), `http://${NEW}@127.0.0.1:${await freePort()}/9`, run => run.of('answered').length >= 20);
  const raised = app.of('raised').length;
  assert.deepEqual([sink.events().length, app.of('answered').length, app.of('failed').length], [raised, raised, raised]);
  assert.ok(app.of('failed').every(({ reason, endpoint }) => reason === 'ECONNREFUSED' && endpoint !== sink.endpoint));
});

test('Parallel_OneEndpointLimitsTheRate_OnlyThereIsDropped', async t => {
  const [before, after] = [await startSink(t), await startSink(t, (_, response) => response.writeHead(429, { 'retry-after': '60' }).end())];
  const app = await runParallel(t, before.dsn(OLD), after.dsn(NEW), run => run.of('dropped').length >= 10);
  const raised = app.of('raised').length;
  assert.equal(before.events().length, raised);
  assert.ok(app.of('dropped').every(({ endpoint, reason }) => endpoint === after.endpoint && reason === 'ratelimit_backoff'));
  assert.equal(app.journal().filter(({ kind, endpoint, eventId }) => eventId && kind !== 'raised' && endpoint === after.endpoint).length, raised);
});

for (const [name, second, reason] of [
  ['Same', first => first, /same as SENTRY_DSN/],
  ['Malformed', () => 'nonsense', /malformed/],
]) {
  test(`Parallel_SecondIs${name}_EachEventGoesOnceToTheFirst`, async t => {
    const sink = await startSink(t);
    const app = await runParallel(t, sink.dsn(OLD), second(sink.dsn(OLD)), run => run.of('answered').length >= 10);
    const ids = sink.events().map(({ event_id: id }) => id);
    assert.deepEqual([new Set(ids).size, ids.length], [ids.length, app.of('raised').length]);
    assert.match(app.of('started')[0].detail.parallel.reason, reason);
  });
}
