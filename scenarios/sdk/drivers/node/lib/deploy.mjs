import { execFile } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import process from 'node:process';
import { minify } from 'terser';
import { BadRequest } from './request.mjs';
import { sentryCli } from './sentry-cli.mjs';

const BUNDLE = 'shop.min.js';
const LONGEST_REMARK = 500;

/**
 * What a deploy pipeline does before the new version runs: build, release, debug ids, upload, finalise. A step that fails does
 * not end it, because sentry-cli also ends with 1 when all was done and it cannot read the answer: what counts is what the
 * target has afterwards.
 */
export async function deploy(request, output) {
  const deadline = AbortSignal.timeout(request.timeoutMs);
  const cli = sentryCli();
  await refuseAnotherPlace(request, deadline);
  output.line('ready', { cli: cli.version, node: process.version });
  const bundle = await build(request);
  const steps = [
    ['new', ['releases', 'new', '--project', request.project, request.release]],
    ['inject', ['sourcemaps', 'inject', request.folder]],
    ['upload', ['sourcemaps', 'upload', '--release', request.release, request.folder]],
    ['finalize', ['releases', 'finalize', request.release]],
  ];
  for (const [name, args] of steps) {
    const ran = await run(cli.path, args, request, deadline);
    output.line('step', { name, ...ran, release: await releaseNow(request, deadline) });
  }
  await output.end({ bundle, elapsedMs: Math.round(performance.now()) });
  return 0;
}

/** One script and its source map, names shortened, as bundlers leave them. */
async function build({ sources, folder, release }) {
  const files = {};
  for (const path of sources) files[basename(path)] = await readFile(path, 'utf8').catch(error => {
    throw new BadRequest(`A source can't be read: ${error.code} ${path}.`);
  });
  // Debug ids come from the content: without this every release would have that of the first one, and its map.
  files['release.js'] = `const RELEASE = ${JSON.stringify(release)};\n`;
  const { code, map } = await minify(files, {
    // Calls stay calls: what is folded into its caller has no frame of its own.
    compress: false,
    mangle: { toplevel: true },
    sourceMap: { filename: BUNDLE, url: `${BUNDLE}.map`, includeSources: true },
  });
  const bundle = join(folder, BUNDLE);
  await writeFile(bundle, code);
  await writeFile(`${bundle}.map`, map);
  return bundle;
}

/** The release as the target shows it, which is what counts; null when it has none. */
async function releaseNow(request, signal) {
  const answer = await ask(request, `releases/${encodeURIComponent(request.release)}/`, signal);
  return answer && { version: answer.version, dateReleased: answer.dateReleased };
}

/** GlitchTip names the place of uploads by its own domain: through a tunnel that is another one, and token and sources would go there. */
async function refuseAnotherPlace(request, signal) {
  const options = await ask(request, 'chunk-upload/', signal);
  const place = options?.url && new URL(options.url, request.url).origin;
  if (place && place !== new URL(request.url).origin) {
    throw new BadRequest(`The target takes uploads at ${place} (GLITCHTIP_DOMAIN) and is asked at another address, so nothing is uploaded: ask it at that one.`);
  }
}

async function ask({ url, token, organization }, path, signal) {
  const whole = `/api/0/organizations/${encodeURIComponent(organization)}/${path}`;
  const answer = await fetch(new URL(whole, url), { headers: { authorization: `Bearer ${token}` }, signal }).catch(error => {
    throw new BadRequest(`The target can't be asked for the release: ${error.cause?.code ?? error.message}.`);
  });
  if (answer.status === 404) return null;
  if (!answer.ok) throw new BadRequest(`The target can't be asked for the release: ${whole} was answered with ${answer.status}.`);
  return answer.json();
}

function run(path, args, { url, token, organization, project, folder }, signal) {
  const begun = performance.now();
  // Nothing else of this process' environment: a SENTRY_* variable, a proxy or a .sentryclirc of the user would change what is tested.
  const env = {
    SENTRY_URL: url, SENTRY_AUTH_TOKEN: token, SENTRY_ORG: organization, SENTRY_PROJECT: project,
    HOME: folder, PATH: process.env.PATH, SENTRY_DISABLE_UPDATE_CHECK: '1', NO_COLOR: '1', ...authorities(),
  };
  return new Promise(done => {
    const child = execFile(path, args, { env, cwd: folder, signal }, (error, stdout, stderr) => done({
      exitCode: error ? child.exitCode : 0,
      ms: Math.round(performance.now() - begun),
      said: `${error && child.exitCode === null ? `${error.message}\n` : ''}${stderr}${stdout}`.replaceAll(token, '***').trim().slice(-LONGEST_REMARK),
    }));
  });
}

/** Certificate authorities of this machine's owner. */
function authorities() {
  return Object.fromEntries(['SSL_CERT_FILE', 'SSL_CERT_DIR'].flatMap(name => (process.env[name] ? [[name, process.env[name]]] : [])));
}
