'use strict';
// Reads what `pm2 jlist` prints, which holds every service's whole environment: only names, ids and counts leave this program.
const KEYS = ['SENTRY_DSN', 'SENTRY_SAMPLE_RATE', 'SENTRY_TRACES_SAMPLE_RATE'];

/** PM2 may print notices before the list, some of which begin with a bracket, too. */
function list(text) {
  const start = text.search(/\[\]\s*$|\[\{"/);
  if (start < 0) throw new Error('pm2 jlist printed no list');
  return JSON.parse(text.slice(start))
    .filter((process) => !process.pm2_env.pmx_module)
    .map(({ name, pm_id: id, pid, pm2_env: env }) => ({
      name, id, pid: pid ?? 0, status: env.status, restarts: env.restart_time ?? 0, since: env.pm_uptime ?? 0,
      own: KEYS.filter((key) => (env.env?.[key] ?? env[key]) !== undefined).map((key) => `${key}${(env.env?.[key] ?? env[key]) === '0' ? '=0' : ''}`),
    }))
    .sort((a, b) => a.id - b.id);
}

/** How a service's processes stand compared with before its restart: online PIDS, waiting WHY or failed WHY. */
function verdict(now, before) {
  for (const was of before) {
    const is = now.find((process) => process.id === was.id);
    if (!is) return ['failed', 'PM2 no longer has it'];
    if (is.status === 'errored') return ['failed', 'PM2 gave it up after too many restarts (errored)'];
    // A service that is to be rolled back may be falling over since before we looked: there only staying up counts.
    if (process.env.STRICT && is.restarts > was.restarts + 1) return ['failed', `it keeps ending (restarts by itself: ${is.restarts - was.restarts - 1})`];
    if (is.status !== 'online' || !is.pid) return ['waiting', `it is ${is.status}`];
    if (is.pid === was.pid) return ['waiting', `it still runs as process ${is.pid}`];
  }
  return ['online', before.map((was) => now.find((process) => process.id === was.id).pid).join(',')];
}

const commands = {
  list: (now) => now.map((process) => [process.name, process.id, process.pid, process.status, process.restarts, Math.floor(process.since / 1000), process.own.join(' ') || '-']),
  after(now) {
    const before = process.env.BEFORE.split('\n').map((line) => line.split('\t')).map(([name, id, pid, , restarts]) => ({ name, id: +id, pid: +pid, restarts: +restarts }));
    return process.env.NAMES.split('\n').map((name) => [name, ...verdict(now, before.filter((entry) => entry.name === name))]);
  },
};

let text = '';
process.stdin.setEncoding('utf8').on('data', (chunk) => { text += chunk; }).on('end', () => {
  for (const row of commands[process.argv[2]](list(text))) process.stdout.write(`${row.join('\t')}\n`);
});
