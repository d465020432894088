import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

const ORIGINAL = dirname(dirname(fileURLToPath(import.meta.url)));
const LEFT_BEHIND = new Set(['node_modules', 'test', 'journal', 'logs', '.env', 'rate']);

export const SERVICES = [
  'api-server', 'queue-worker', 'batch-processor', 'chat-bot', 'uptime-monitor',
  'messaging-session', 'notification-service', 'scheduler', 'webhook-receiver',
];

/** A copy of the application as a drill makes it: own folder, own .env, the original's node_modules. */
export function copyApp(t, env) {
  const folder = mkdtempSync(join(tmpdir(), 'verification-services-'));
  t?.after(() => rmSync(folder, { recursive: true, force: true }));
  cpSync(ORIGINAL, folder, { recursive: true, filter: source => source === ORIGINAL || !LEFT_BEHIND.has(basename(source)) || dirname(source) !== ORIGINAL });
  symlinkSync(join(ORIGINAL, 'node_modules'), join(folder, 'node_modules'));
  writeFileSync(join(folder, '.env'), typeof env === 'string' ? env : lines(env));
  const journal = () => read(join(folder, 'journal'));
  return { folder, journal, of: kind => journal().filter(line => line.kind === kind) };
}

/** Starts one service without PM2. */
export function startService(t, app, name, { rate = 20, ...env } = {}) {
  const child = spawn(process.execPath, [`${name}.js`], {
    cwd: app.folder,
    env: { PATH: process.env.PATH, SERVICE_RATE: String(rate), RUN_ID: 'test', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const output = { stdout: '', stderr: '' };
  for (const stream of ['stdout', 'stderr']) child[stream].on('data', chunk => { output[stream] += chunk; });
  const ended = once(child, 'close');
  t.after(() => child.kill('SIGKILL'));
  return {
    pid: child.pid,
    output,
    ended: async () => (await ended)[0],
    /** Resolves with exit code and duration of an orderly stop. */
    stop: async (signal = 'SIGINT') => {
      const begun = performance.now();
      child.kill(signal);
      const [code] = await ended;
      return { code, ms: performance.now() - begun };
    },
  };
}

export async function until(what, condition, limitMs = 8_000) {
  const deadline = performance.now() + limitMs;
  for (;;) {
    const value = await condition();
    if (value) return value;
    if (performance.now() > deadline) throw new Error(`not within ${limitMs} ms: ${what}`);
    await delay(25);
  }
}

/** Where the journal breaks its promise: an event raised twice, with two ends at one endpoint, an end but no start, or no end although its process stopped in order. */
export function complaints(journal) {
  const raised = new Map();
  const found = [];
  const ends = new Set();
  for (const { kind, eventId, start, endpoint = '' } of journal) {
    if (kind === 'raised') {
      if (raised.has(eventId)) found.push(`${eventId} raised twice`);
      raised.set(eventId, { start, ended: false });
    }
    if (!eventId || !['answered', 'failed', 'dropped'].includes(kind)) continue;
    if (ends.has(`${eventId} ${endpoint}`)) found.push(`${eventId} ended twice at ${endpoint}`);
    ends.add(`${eventId} ${endpoint}`);
    if (raised.has(eventId)) raised.get(eventId).ended = true;
    else found.push(`${eventId} ${kind} before it was raised`);
  }
  const pending = new Set(journal.flatMap(({ kind, detail }) => kind === 'stopping' ? detail.pending : []).map(({ eventId }) => eventId));
  const stopped = new Set(journal.filter(({ kind }) => kind === 'stopped').map(({ start }) => start));
  for (const [eventId, { start, ended }] of raised) {
    if (!ended && !pending.has(eventId) && stopped.has(start)) found.push(`${eventId} without an end`);
  }
  return found;
}

function lines(env) {
  return Object.entries(env).map(([name, value]) => `${name}=${value}\n`).join('');
}

function read(folder) {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true }).flatMap(({ name }) => readFileSync(join(folder, name), 'utf8')
    .split('\n').slice(0, -1).map(line => JSON.parse(line)));
}
