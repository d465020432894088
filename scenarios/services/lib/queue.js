import { Queue, Worker } from 'bullmq';
import Redis from 'ioredis';
import { complain } from './log.js';
import { Reports } from './reports.js';

const RECONNECT_MS = 500;
const JOB_LIMIT_MS = 5_000;
const CONCURRENCY = 10;

/** A BullMQ queue and its worker on REDIS_URL; each unit of work is a job that the worker takes and fails. */
export async function openQueue({ redisUrl, runId }, processJob) {
  if (!redisUrl) return { work: async () => { throw new Error('REDIS_URL is not set'); } };
  const away = outages();
  const reports = new Reports();
  const options = connection => ({ connection, prefix: `bull-${runId}`, skipVersionCheck: true });
  // The producer is told at once that Redis is away; the worker waits for it.
  const redis = connect(redisUrl, { enableOfflineQueue: false, maxRetriesPerRequest: 0 }, away);
  const waiting = connect(redisUrl, { maxRetriesPerRequest: null }, away);
  const queue = new Queue('messages', { ...options(redis), skipWaitingForReady: true });
  const worker = new Worker('messages', processJob, { ...options(waiting), concurrency: CONCURRENCY });
  for (const source of [queue, worker]) source.on('error', away.heard);
  worker.on('failed', (job, error) => {
    if (job) reports.report(job.data.serial, error, { job: { id: job.id, name: job.name, opts: job.opts, retry: { attemptsMade: job.attemptsMade } } });
  });
  return {
    work: (serial, report) => work(serial, report, { redis, queue, reports, away }),
    close: () => closeAll(worker, queue, [redis, waiting]),
  };
}

async function work(serial, report, { redis, queue, reports, away }) {
  if (redis.status !== 'ready') throw away.reason();
  const { promise, resolve, reject } = withResolvers();
  const limit = setTimeout(() => reject(new Error('the queue did not take the job')), JOB_LIMIT_MS);
  const noticed = (error, extra) => {
    report(error, extra);
    resolve();
  };
  try {
    await reports.during(serial, noticed, async () => {
      await queue.add('deliver', { serial, to: 'client', channel: 'chat' }, { attempts: 1, removeOnFail: true, removeOnComplete: true });
      await promise;
    });
  } finally {
    clearTimeout(limit);
  }
}

function connect(url, options, away) {
  const redis = new Redis(url, { retryStrategy: () => RECONNECT_MS, ...options });
  redis.on('error', away.heard);
  redis.on('ready', away.over);
  return redis;
}

/** Says once per outage why Redis is away, and makes the error that a job added meanwhile fails with. */
function outages() {
  let last;
  return {
    heard: error => {
      if (!last) complain(`Redis is away: ${error.code ?? error.message}`);
      last = error;
    },
    over: () => { last = undefined; },
    reason: () => Object.assign(new Error('job could not be queued: Redis is away', { cause: last }), { code: last?.code }),
  };
}

async function closeAll(worker, queue, connections) {
  try {
    await Promise.all([worker.close(true), queue.close()]);
  } finally {
    for (const connection of connections) connection.disconnect();
  }
}

function withResolvers() {
  let resolve;
  let reject;
  const promise = new Promise((done, failed) => { [resolve, reject] = [done, failed]; });
  return { promise, resolve, reject };
}
