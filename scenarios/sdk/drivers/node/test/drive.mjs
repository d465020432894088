import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync } from 'node:fs';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';

const program = name => fileURLToPath(new URL(`../${name}.mjs`, import.meta.url));
const SCENARIOS = new URL('../../../', import.meta.url);

export const scenarioIds = readdirSync(SCENARIOS)
  .filter(name => name.endsWith('.json') && name !== 'scenario.schema.json')
  .map(name => name.slice(0, -'.json'.length));

export const scenarioPath = id => fileURLToPath(new URL(`${id}.json`, SCENARIOS));

export function requestFor(dsn, ids, more = {}) {
  return {
    dsn, runId: 'Test.Run-1', seed: 7, scenarios: ids.map(scenarioPath), release: 'host-app@2.4.1',
    environment: 'production', serverName: 'host-1', timeoutMs: 20_000, ...more,
  };
}

/** Starts the driver, or another program of its folder, and hands it the request (an object, or text as it is). */
export function startDriver(request, { env = {}, cwd, name = 'driver' } = {}) {
  const child = spawn(process.execPath, [program(name)], { env: { ...process.env, ...env }, cwd });
  // Broken only where a test closes it; then no result is read from it.
  const stdout = text(child.stdout).catch(error => error.message);
  const stderr = text(child.stderr);
  // A driver that refuses its request closes stdin early; what counts is its exit code.
  child.stdin.on('error', error => stderr.then(said => `${said}${error.code}`));
  child.stdin.end(typeof request === 'string' ? request : JSON.stringify(request));
  const ended = once(child, 'close');
  return {
    child,
    async result() {
      const [code] = await ended;
      const out = await stdout;
      const lines = out.split('\n').filter(Boolean).map(line => JSON.parse(line));
      return { code, lines, stdout: out, stderr: await stderr, of: type => lines.filter(line => line.type === type) };
    },
  };
}

export const drive = (request, options) => startDriver(request, options).result();
