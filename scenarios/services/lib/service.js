import process from 'node:process';
import { setTimeout as delay } from 'node:timers/promises';
import { folder, journal, Sentry, service, settings, start, wire } from '../instrument.js';
import { complain, say } from './log.js';
import { atRate, readRate } from './rate.js';

// PM2 kills after kill_timeout (5 s); all of this together stays below 3 s.
const WORK_LIMIT_MS = 300;
const CLOSE_LIMIT_MS = 300;
const FLUSH_LIMIT_MS = 2_000;
const FLUSH_GRACE_MS = 200;
const MOST_AT_ONCE = 100;

/**
 * Runs one service. `open(service)` makes what it needs and gives `work(serial, report)`, a unit of work that fails and
 * calls `report(error, extra)` where a team would, and `close()`.
 */
export async function runService(open) {
  const { work, close } = await opened(open);
  const underWay = new Map();
  let serial = 0;
  const stopTimer = atRate(() => readRate(folder, settings.rate), () => {
    if (underWay.size < MOST_AT_ONCE) underWay.set(serial += 1, doOne(work, serial, underWay));
  });
  const stopRaising = async () => {
    stopTimer();
    await within(WORK_LIMIT_MS, Promise.all(underWay.values()));
    // From here on nothing is captured: a client that is being closed gives ids to errors and forgets them.
    underWay.clear();
  };
  const stop = once(reason => shutDown(reason, stopRaising, close));
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => stop(signal));
  // PM2's daemon is gone: nobody would ever stop this process.
  process.once('disconnect', () => stop('disconnect'));
  journal.line('ready');
  say(`${service} ready`);
  process.send?.('ready');
}

/** The SDK's default handler only warns of a rejection: without this, a service that cannot start would stay, doing nothing. */
async function opened(open) {
  try {
    return await open({ name: service, settings });
  } catch (error) {
    complain(`${service} cannot start: ${error.stack}`);
    journal.line('stopped', { reason: 'cannot start', detail: { error: error.message } });
    return process.exit(1);
  }
}

async function doOne(work, serial, underWay) {
  let said = false;
  const report = (error, extra) => {
    if (said || !underWay.has(serial)) return;
    said = true;
    capture(error, serial, extra);
  };
  // Later, so that the unit of work is under way when it fails at once.
  await null;
  try {
    await work(serial, report);
  } catch (error) {
    report(error, { during: 'work' });
  } finally {
    underWay.delete(serial);
  }
}

function capture(error, serial, extra = {}) {
  const tags = { service, run: settings.runId, start, serial: String(serial) };
  Sentry.withIsolationScope(() => Sentry.startNewTrace(() => {
    Sentry.addBreadcrumb({ category: service, message: 'unit of work taken', level: 'info' });
    wire.capture(error, serial, { tags, extra: { serial, work: { of: { service, start }, steps: ['taken', 'failed'] }, ...extra } });
  }));
}

async function shutDown(reason, stopRaising, close) {
  const signalledAt = Date.now();
  say(`${service} stopping by ${reason}`);
  await stopRaising();
  const problem = await within(CLOSE_LIMIT_MS, Promise.resolve(close?.()).then(() => undefined, error => error.message), 'not closed in time');
  const flushed = await within(FLUSH_LIMIT_MS + FLUSH_GRACE_MS, Sentry.close(FLUSH_LIMIT_MS), false);
  const pending = wire.pending();
  journal.line('stopping', { reason, detail: { signalledAt, flushed, pending, discards: wire.discards(), problem } });
  journal.line('stopped');
  process.exit(0);
}

function within(limitMs, promise, otherwise) {
  return Promise.race([promise, delay(limitMs, otherwise)]);
}

function once(act) {
  let acted = false;
  return reason => {
    if (acted) return;
    acted = true;
    act(reason);
  };
}
