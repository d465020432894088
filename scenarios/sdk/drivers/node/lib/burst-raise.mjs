import { setTimeout as delay } from 'node:timers/promises';
import { open } from '../raise/error.mjs';
import { Sentry } from './sdk.mjs';

const SERIAL_DIGITS = 10;

/** Raises the errors of a burst, all at once or at the rate asked for, until all are raised or `stop` is aborted. */
export async function raiseAll(request, stop, { ledger, wire }) {
  const { events, ratePerSecond: rate } = request;
  const first = request.firstSerial ?? request.process * events;
  const application = await open();
  const begun = performance.now();
  const raised = [];
  while (raised.length < events && !stop.aborted) {
    const due = rate === 0 ? events : Math.min(events, Math.floor((performance.now() - begun) * rate / 1000) + 1);
    while (raised.length < due) raised.push(raiseOne(first + raised.length, request, application, { ledger, wire }));
    if (raised.length < events) await delay(raised.length * 1000 / rate - (performance.now() - begun));
  }
  await Promise.all(raised);
}

/** One failing request of a host application: a scope and a trace of its own, a stack that starts at the event loop. */
function raiseOne(serial, { groups, plan, runTag }, application, { ledger, wire }) {
  const group = serial % groups;
  const entry = ledger.open(serial, group);
  const report = error => wire.capture(entry, () => Sentry.captureException(error, {
    tags: { plan, group: `group-${group}`, run: runTag },
    extra: { serial: String(serial).padStart(SERIAL_DIGITS, '0') },
  }));
  return Sentry.withIsolationScope(scope => Sentry.startNewTrace(() => {
    scope.setUser({ id: `load-user-${group}`, email: `load-${group}@example.test` });
    scope.addBreadcrumb({ category: 'queue', message: `job of group ${group} taken`, level: 'info' });
    const definition = { type: `LoadError${group}`, message: `group ${group} of ${plan} failed` };
    return new Promise((resolve, reject) => {
      // Arrow functions, because V8 would follow bare resolve and reject into the awaiting functions' stack.
      setImmediate(() => application.raise(report, definition).then(() => resolve(), error => reject(error)));
    });
  }));
}
