import assert from 'node:assert/strict';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import http from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { drive } from './drive.mjs';
import { startIngest } from './fake-ingest.mjs';

const SHOP = fileURLToPath(new URL('../../../../releases/shop/', import.meta.url));
const sources = ['cart.js', 'checkout.js'].map(name => join(SHOP, name));
const TOKEN = 'fedcba9876543210fedcba9876543210fedcba9876543210fedcba9876543210';

const folderFor = t => {
  const folder = mkdtempSync(join(tmpdir(), 'release-'));
  t.after(() => rmSync(folder, { recursive: true }));
  return folder;
};

const request = (url, folder, more = {}) => ({ url, token: TOKEN, organization: 'rig', project: 'shop', release: 'shop@1', sources, folder, ...more });

/** An API that has the release from the moment it is asked to make it, and answers as 5.2 does: in a form that sentry-cli can't read. */
async function startApi(t, place) {
  const seen = [];
  let release = null;
  const server = http.createServer((asked, response) => {
    asked.resume();
    asked.on('end', () => {
      seen.push(`${asked.method} ${asked.url}`);
      if (asked.url.endsWith('/chunk-upload/')) {
        response.setHeader('content-type', 'application/json');
        response.end(JSON.stringify({ url: `${place ?? `http://127.0.0.1:${server.address().port}`}/upload/` }));
        return;
      }
      if (asked.method === 'POST' && asked.url.endsWith('/releases/')) release = { version: 'shop@1', dateReleased: null, projects: [1] };
      if (asked.method === 'PUT') release = { ...release, dateReleased: '2026-11-30T06:00:00Z' };
      response.statusCode = release && asked.url.includes('/releases/') ? 200 : 404;
      response.setHeader('content-type', 'application/json');
      response.end(JSON.stringify(release));
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  t.after(() => server.close());
  return { seen, url: `http://127.0.0.1:${server.address().port}` };
}

test('Deploy_AnswersThatCannotBeRead_GoesOnAndSaysWhatIsThere', async t => {
  const api = await startApi(t);
  const folder = folderFor(t);
  const { code, of, stdout } = await drive(request(api.url, folder), { name: 'deploy' });
  assert.equal(code, 0);
  const steps = Object.fromEntries(of('step').map(({ name, exitCode, release }) => [name, { exitCode, release }]));
  assert.deepEqual(steps.new, { exitCode: 1, release: { version: 'shop@1', dateReleased: null } });
  assert.equal(steps.inject.exitCode, 0);
  assert.deepEqual(steps.finalize.release, { version: 'shop@1', dateReleased: '2026-11-30T06:00:00Z' });
  assert.deepEqual(readdirSync(folder).sort(), ['shop.min.js', 'shop.min.js.map']);
  assert.match(readFileSync(of('end')[0].bundle, 'utf8'), /debugId=[0-9a-f-]{36}/u);
  assert.ok(!stdout.includes(TOKEN), 'the token was repeated');
});

test('Deploy_UploadsGoElsewhere_IsRefusedBeforeAnythingIsDone', async t => {
  const api = await startApi(t, 'https://errors.example.test');
  const { code, stderr } = await drive(request(api.url, folderFor(t)), { name: 'deploy' });
  assert.equal(code, 64);
  assert.match(stderr, /takes uploads at https:\/\/errors\.example\.test/u);
  assert.equal(api.seen.length, 1, 'nothing but that question was asked');
});

test('Deploy_TwoReleases_HaveDebugIdsOfTheirOwn', async t => {
  const api = await startApi(t);
  const ids = await Promise.all(['shop@1', 'shop@2'].map(async release => {
    const { of } = await drive(request(api.url, folderFor(t), { release }), { name: 'deploy' });
    return /debugId=(\S+)/u.exec(readFileSync(of('end')[0].bundle, 'utf8'))[1];
  }));
  assert.notEqual(ids[0], ids[1]);
});

test('Deploy_NothingListens_IsSaidInOneSentence', async t => {
  const { code, stderr } = await drive(request('http://127.0.0.1:9', folderFor(t)), { name: 'deploy' });
  assert.equal(code, 64);
  assert.match(stderr, /^The target can't be asked for the release: [^\n]+\.\n$/u);
});

const bad = {
  NoToken: folder => ({ ...request('http://127.0.0.1:9', folder), token: undefined }),
  FolderMissing: folder => request('http://127.0.0.1:9', join(folder, 'none')),
  SourceMissing: folder => request('http://127.0.0.1:9', folder, { sources: [join(folder, 'none.js')] }),
  UrlIsNone: folder => request(`not a url ${TOKEN}`, folder),
};

for (const [name, make] of Object.entries(bad)) {
  test(`Deploy_${name}_IsRefusedInOneSentence`, async t => {
    const { code, stderr } = await drive(make(folderFor(t)), { name: 'deploy' });
    assert.equal(code, 64, stderr);
    assert.match(stderr, /^[^\n]+\.\n$/u);
    assert.ok(!stderr.includes(TOKEN), 'a secret of the request was repeated');
  });
}

test('Bundle_ItsErrors_AreSentMinifiedAndToldAsTheSourcesHaveThem', async t => {
  const api = await startApi(t);
  const ingest = await startIngest(t);
  const folder = folderFor(t);
  const { of: deployed } = await drive(request(api.url, folder), { name: 'deploy' });
  const { code, of } = await drive({
    dsn: ingest.dsn, bundle: deployed('end')[0].bundle, sources, release: 'shop@1', environment: 'production', serverName: 'host-1',
  }, { name: 'bundle' });
  assert.equal(code, 0);
  assert.deepEqual([of('sent').length, of('failed').length, of('end')[0].sent], [4, 0, 4]);
  for (const { event } of of('sent')) {
    const [{ type, value, stacktrace }] = event.exception.values;
    const native = of('native').find(({ message }) => message === value);
    const minified = stacktrace.frames.filter(({ filename }) => filename.endsWith('shop.min.js'));
    assert.equal(type, native.name);
    assert.equal(minified.length, native.own.frames.length, value);
    assert.deepEqual([...new Set(minified.map(({ lineno }) => lineno))].length, 1, 'all code is on one line');
    assert.ok(native.own.frames.every(({ file, line, text }) => readFileSync(join(SHOP, file), 'utf8').split('\n')[line - 1] === text));
    assert.ok(event.debug_meta.images.some(image => image.type === 'sourcemap' && image.code_file.endsWith('shop.min.js')));
  }
});

test('Bundle_ThatIsNotThere_IsRefusedInOneSentence', async t => {
  const { code, stderr } = await drive({
    dsn: 'http://0123456789abcdef0123456789abcdef@127.0.0.1:9/7', bundle: join(folderFor(t), 'none.js'), sources, release: 'r', environment: 'e', serverName: 's',
  }, { name: 'bundle' });
  assert.equal(code, 64, stderr);
  assert.match(stderr, /^The bundle can't be loaded: [^\n]+\.\n$/u);
});
