import { execFile } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const PM2 = createRequire(import.meta.url).resolve('pm2/bin/pm2');
const run = promisify(execFile);
const LIMIT_MS = 40_000;

/** PM2 with a home of its own; its daemon is ended after the test `t`. Returns its commands. */
export function ownPm2(t, app, env = {}) {
  // Short, because the path of a socket in it may have 107 characters.
  const home = mkdtempSync(join(tmpdir(), 'verification-pm2-'));
  const environment = {
    PATH: process.env.PATH, HOME: home, PM2_HOME: home, PM2_DISABLE_VERSION_CHECK: 'true', LOG_DIR: join(app.folder, 'logs'), RUN_ID: 'test', ...env,
  };
  const pm2 = async (...args) => (await run(process.execPath, [PM2, ...args], { env: environment, cwd: home, timeout: LIMIT_MS })).stdout;
  t.after(async () => {
    await pm2('kill');
    rmSync(home, { recursive: true, force: true });
  });
  return {
    home,
    pm2,
    start: (...args) => pm2('start', join(app.folder, 'ecosystem.config.cjs'), ...args),
    list: async () => JSON.parse(/^\[.*\]$/m.exec(await pm2('jlist'))[0]),
    daemon: () => Number(readFileSync(join(home, 'pm2.pid'), 'utf8')),
  };
}

/** Processes whose environment holds `mark`. */
export function marked(mark) {
  return readdirSync('/proc').filter(name => /^\d+$/.test(name)).filter(pid => environOf(pid).includes(mark)).map(Number);
}

function environOf(pid) {
  try {
    return readFileSync(`/proc/${pid}/environ`, 'utf8');
  } catch (error) {
    // It ended meanwhile, or belongs to somebody else.
    if (['ENOENT', 'EACCES', 'ESRCH'].includes(error.code)) return '';
    throw error;
  }
}

