import { join, resolve } from 'node:path';
import process from 'node:process';
import { dsnFromString } from '@sentry/core';
import dotenv from 'dotenv';

/**
 * Reads `.env` of the folder as dotenv does: what the environment already holds wins, so a variable that PM2 or a shell
 * kept from earlier hides the file. `dsnFrom` says which of the two was used.
 */
export function readSettings(folder, env = process.env) {
  const inherited = Object.hasOwn(env, 'SENTRY_DSN');
  const { error } = dotenv.config({ path: join(folder, '.env'), processEnv: env });
  const dsn = env.SENTRY_DSN || undefined;
  return {
    dsn,
    dsnFrom: origin(dsn, inherited),
    envFile: error ? (error.code ?? error.message) : 'read',
    parallel: parallelOf(dsn, env.SENTRY_DSN_PARALLEL || undefined),
    environment: env.SENTRY_ENVIRONMENT || undefined,
    release: env.SENTRY_RELEASE || undefined,
    sampleRate: number(env.SENTRY_SAMPLE_RATE),
    tracesSampleRate: number(env.SENTRY_TRACES_SAMPLE_RATE),
    rate: number(env.SERVICE_RATE) ?? 1,
    runId: env.RUN_ID || 'none',
    redisUrl: env.REDIS_URL || undefined,
    journalDir: resolve(folder, env.JOURNAL_DIR || 'journal'),
  };
}

/** Where a DSN points, without its key. */
export function addressOf(dsn) {
  const { protocol, host, port, projectId } = dsnFromString(dsn);
  return { endpoint: `${host}:${port || defaultPort(protocol)}`, project: projectId };
}

export function defaultPort(protocol) {
  return protocol.startsWith('https') ? '443' : '80';
}

function origin(dsn, inherited) {
  if (!dsn) return 'nowhere';
  return inherited ? 'environment' : '.env';
}

/** A second DSN that is no other one would make each event arrive twice at the same place. */
function parallelOf(dsn, second) {
  if (!second) return { reason: 'SENTRY_DSN_PARALLEL is not set' };
  if (second === dsn) return { reason: 'SENTRY_DSN_PARALLEL is the same as SENTRY_DSN' };
  if (!dsnFromString(second)) return { reason: 'SENTRY_DSN_PARALLEL is malformed' };
  return { dsn: second };
}

function number(text) {
  return text === undefined || text.trim() === '' ? undefined : Number(text);
}
