import { readFileSync } from 'node:fs';
import { stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { validate } from './schema.mjs';

/** The request can't be served as it is: one sentence for stderr, exit code 64. */
export class BadRequest extends Error {}

const STDIN_LIMIT_BYTES = 1 << 20;
const STDIN_DEADLINE_MS = 10_000;

const form = (schema, urls, defaults) => ({
  schema: JSON.parse(readFileSync(new URL(schema, import.meta.url), 'utf8')), urls, defaults,
});

/** What each program of this driver may be asked: a schema, the fields that are addresses, and what holds unless told. */
export const replayForm = form('../../request.schema.json', ['dsn', 'postgresUrl', 'redisUrl'], { concurrency: 4, timeoutMs: 30_000, seed: 0 });
export const burstForm = form('./burst-request.schema.json', ['dsn'], { ratePerSecond: 0, timeoutMs: 30_000 });
export const deployForm = form('./deploy-request.schema.json', ['url'], { timeoutMs: 30_000 });
export const bundleForm = form('./bundle-request.schema.json', ['dsn'], { timeoutMs: 30_000 });

/** Reads and checks the one request. Values are never quoted in a complaint: the DSN and the URLs hold secrets. */
export async function readRequest(stdin, { schema, urls, defaults } = replayForm) {
  const request = parse(await readAll(stdin));
  const [problem] = validate(schema, request);
  if (problem) throw new BadRequest(`The request is not usable: ${problem}.`);
  for (const name of urls) {
    if (request[name] && !URL.canParse(request[name])) throw new BadRequest(`The request's ${name} is not a URL.`);
  }
  const present = Object.fromEntries(Object.entries(request).filter(([, value]) => value !== null));
  return { ...defaults, ...present };
}

/** A folder that the caller made, as an absolute path. */
export async function existingFolder(path, name) {
  const found = await stat(path).then(seen => seen.isDirectory(), () => false);
  if (!found) throw new BadRequest(`The request's ${name} is not a folder; make it before the processes are started.`);
  return resolve(path);
}

function parse(text) {
  try {
    return JSON.parse(text);
  } catch {
    throw new BadRequest('Expected one JSON request on stdin; what arrived is not JSON.');
  }
}

async function readAll(stdin) {
  const timer = setTimeout(
    () => stdin.destroy(new BadRequest('No complete request arrived on stdin within 10 s.')),
    STDIN_DEADLINE_MS);
  const chunks = [];
  let size = 0;
  try {
    for await (const chunk of stdin) {
      size += chunk.length;
      if (size > STDIN_LIMIT_BYTES) throw new BadRequest('The request on stdin is larger than 1 MiB.');
      chunks.push(chunk);
    }
  } finally {
    clearTimeout(timer);
  }
  return Buffer.concat(chunks).toString('utf8');
}
