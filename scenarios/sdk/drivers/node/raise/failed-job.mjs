import { createRequire } from 'node:module';
import { remark } from '../lib/output.mjs';
import { runTag } from './run-tag.mjs';

const CONNECT_LIMIT_MS = 5_000;

/** A job on the run's Redis that a BullMQ worker takes, tries as often as it may, and gives up. */
export async function open({ queue }, { request, cleanup }) {
  if (!request.redisUrl) throw new Error('no Redis was given (redisUrl)');
  const require = createRequire(import.meta.url);
  const { default: Redis } = require('ioredis');
  const tag = runTag(request.runId);
  const redis = new Redis(request.redisUrl, {
    // BullMQ asks for null; giving up at once leaves the waiting to the run's deadline instead of to a reconnect loop.
    maxRetriesPerRequest: null, retryStrategy: () => null, connectTimeout: CONNECT_LIMIT_MS, lazyConnect: true,
  });
  await connect(redis);
  return cleanup.add(new JobQueue(require('bullmq'), redis, `${queue}-${tag}`, `bull-${tag}`));
}

async function connect(redis) {
  let reason;
  redis.on('error', error => { reason = error; });
  try {
    await redis.connect();
  } catch (error) {
    // ioredis itself says no more than "Connection is closed"; why, its error event has said before.
    throw reason ?? error;
  }
}

class JobQueue {
  constructor({ Queue, Worker }, redis, queueName, prefix) {
    this.redis = redis;
    this.prefix = prefix;
    this.name = `queue ${queueName}`;
    const options = { connection: redis, prefix, skipVersionCheck: true };
    this.queue = new Queue(queueName, options);
    this.queue.on('error', error => remark(`Redis, ${this.name}: ${error.code ?? error.message}`));
    this.newWorker = () => new Worker(queueName, processJob, options);
  }

  async raise(report, { job: name, data, attempts, retryDelayMs }) {
    const worker = this.newWorker();
    const failed = failure(worker, report, { queue: this.queue.name, retryDelayMs });
    try {
      await Promise.all([
        failed,
        this.queue.add(name, data, { attempts, backoff: { type: 'fixed', delay: retryDelayMs }, removeOnFail: false }),
      ]);
    } finally {
      await worker.close(true);
    }
  }

  async close() {
    try {
      await this.queue.obliterate({ force: true });
      await this.queue.close();
      for await (const keys of this.redis.scanStream({ match: `${this.prefix}:*`, count: 1000 })) {
        if (keys.length > 0) await this.redis.del(keys);
      }
    } finally {
      this.redis.disconnect();
    }
  }
}

/** Reports where a team does: in the worker's failed handler, once the last attempt is used up. */
function failure(worker, report, { queue, retryDelayMs }) {
  return new Promise((resolve, reject) => {
    worker.on('error', reject);
    worker.on('completed', job => reject(new Error(`job ${job.id} did not fail`)));
    worker.on('failed', (job, error) => {
      if (job.attemptsMade < job.opts.attempts) return;
      report(error, {
        queue,
        jobId: job.id,
        job: { id: job.id, name: job.name, timestamp: job.timestamp, processedOn: job.processedOn, opts: job.opts },
        retry: { attemptsMade: job.attemptsMade, max: job.opts.attempts, delayMs: retryDelayMs },
        message: job.data,
      });
      resolve();
    });
  });
}

async function processJob(job) {
  return deliver(job.data, await channelOf(job.data));
}

async function channelOf({ channel }) {
  return { name: channel, open: false };
}

function deliver({ to }, channel) {
  if (!channel.open) {
    throw Object.assign(new Error(`send failed for ${to}`), { code: 'CHANNEL_CLOSED', channel: channel.name });
  }
  return to;
}
