import { readFileSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { complaints, copyApp, SERVICES } from './app.mjs';
import { marked, ownPm2 } from './pm2.mjs';
import { freePort, startRedis } from './redis.mjs';
import { startSink } from './sink.mjs';

const RATE = 22.3;
const SETTLE_MS = 2_000;
const WINDOW_MS = 10_000;
const TICKS_PER_SECOND = 100;

const after = [];
const t = { after: act => after.unshift(act) };
try {
  await measure(process.argv[2] === 'parallel');
} finally {
  for (const act of after) await act();
}

/** What nine services under PM2 cost here: time to start, memory, processor use at 200 errors per second in total. */
async function measure(parallel) {
  const sinks = [await startSink(t), ...(parallel ? [await startSink(t)] : [])];
  const port = await freePort();
  startRedis(t, port);
  const app = copyApp(t, { SENTRY_DSN: sinks[0].dsn(), SENTRY_DSN_PARALLEL: sinks[1]?.dsn() ?? '' });
  const { pm2, start, list, daemon, home } = ownPm2(t, app, { SERVICE_RATE: String(RATE), REDIS_URL: `redis://127.0.0.1:${port}` });
  await timed('daemon', () => pm2('ping'));
  await timed('start of nine', () => start());
  const pids = (await list()).map(({ pid }) => pid);
  await delay(SETTLE_MS);
  const before = { cpu: pids.map(cpuOf), events: sinks.map(sink => sink.events().length), at: performance.now() };
  await delay(WINDOW_MS);
  const seconds = (performance.now() - before.at) / 1000;
  const cpu = pids.map(cpuOf).reduce((sum, used, index) => sum + used - before.cpu[index], 0) / seconds;
  say('events per second', sinks.map((sink, index) => ((sink.events().length - before.events[index]) / seconds).toFixed(1)).join(', '));
  say('processors used by the services', cpu.toFixed(2));
  say('memory of the services, MiB', `${sum(pids, pssOf)} (shared pages counted once), ${sum(pids, rssOf)} resident; daemon ${Math.round(rssOf(daemon()))}`);
  say('found by PM2_HOME', `${marked(`PM2_HOME=${home}`).length} of ${SERVICES.length + 1}`);
  await timed('restart of all', () => pm2('restart', 'all'));
  await timed('restart of one', () => pm2('restart', 'scheduler'));
  await timed('kill', () => pm2('kill'));
  say('left', marked(`PM2_HOME=${home}`).length);
  say('events', `${app.of('raised').length} raised, ${sinks.map(sink => sink.events().length).join(' and ')} arrived, ${complaints(app.journal()).length} unexplained`);
  const answers = app.of('answered').map(({ detail: { ms } }) => ms).sort((a, b) => a - b);
  say('answer after, ms', `median ${answers[Math.floor(answers.length / 2)]}, 99 % ${answers[Math.floor(answers.length * 0.99)]}`);
}

async function timed(what, act) {
  const begun = performance.now();
  await act();
  say(what, `${Math.round(performance.now() - begun)} ms`);
}

function say(what, figure) {
  process.stdout.write(`${what}: ${figure}\n`);
}

function sum(pids, of) {
  return Math.round(pids.reduce((total, pid) => total + of(pid), 0));
}

function cpuOf(pid) {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1].split(' ');
  return (Number(fields[11]) + Number(fields[12])) / TICKS_PER_SECOND;
}

function rssOf(pid) {
  return kibibytes(readFileSync(`/proc/${pid}/status`, 'utf8'), 'VmRSS') / 1024;
}

function pssOf(pid) {
  return kibibytes(readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8'), 'Pss') / 1024;
}

function kibibytes(text, name) {
  return Number(new RegExp(`^${name}:\\s+(\\d+) kB`, 'm').exec(text)[1]);
}
