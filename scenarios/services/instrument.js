// Imported first by every service. Everything that decides where its errors go is read here, once, from the .env beside it.
import { randomBytes } from 'node:crypto';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import * as Sentry from '@sentry/node';
import { makeMultiplexedTransport } from '@sentry/core';
import { serviceName } from './lib/identity.js';
import { Journal } from './lib/journal.js';
import { withoutCredentials } from './lib/scrub.js';
import { addressOf, readSettings } from './lib/settings.js';
import { Wire } from './lib/wire.js';

export const folder = dirname(fileURLToPath(import.meta.url));
export const service = serviceName();
export const settings = readSettings(folder);
export const start = randomBytes(6).toString('hex');
export const journal = new Journal(settings.journalDir, { service, pid: process.pid, start });
export const wire = new Wire(journal);
export { Sentry };

const { dsn, parallel } = settings;
const client = Sentry.init({
  // An empty string and not undefined, for which the SDK would look into the environment itself.
  dsn: dsn ?? '',
  environment: settings.environment,
  release: settings.release,
  sampleRate: settings.sampleRate,
  tracesSampleRate: settings.tracesSampleRate,
  serverName: service,
  beforeSend: withoutCredentials,
  beforeSendTransaction: withoutCredentials,
  initialScope: { tags: { service, run: settings.runId, start } },
  transport: parallel.dsn ? makeMultiplexedTransport(wire.transport, () => [dsn, parallel.dsn]) : wire.transport,
});
wire.watch(client);

const target = client?.getDsn();
const enabled = Boolean(target && client.getTransport());
journal.line('started', {
  endpoint: enabled ? addressOf(dsn).endpoint : undefined,
  reason: enabled ? undefined : reasonOff(),
  detail: {
    enabled,
    project: target?.projectId,
    dsnFrom: settings.dsnFrom,
    envFile: settings.envFile,
    parallel: { enabled: enabled && Boolean(parallel.dsn), reason: parallel.reason, ...(parallel.dsn ? addressOf(parallel.dsn) : {}) },
    sampleRate: settings.sampleRate ?? 1,
    tracesSampleRate: settings.tracesSampleRate ?? 0,
    environment: settings.environment,
    release: settings.release,
    run: settings.runId,
    sdk: Sentry.SDK_VERSION,
    node: process.version,
  },
});

function reasonOff() {
  if (!dsn) return 'SENTRY_DSN is not set: the SDK sends nothing';
  return 'SENTRY_DSN is malformed: the SDK disabled itself';
}
