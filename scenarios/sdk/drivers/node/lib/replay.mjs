import { opener } from '../raise/index.mjs';
import { fill } from './placeholders.mjs';
import { ownFields } from './own-fields.mjs';
import { plan } from './scenario.mjs';
import { Sentry } from './sdk.mjs';

/** Replays one scenario: opens what its errors need, raises them one after the other, and closes it again. */
export async function replay(scenario, context) {
  const { cleanup, request } = context;
  const open = await opener(scenario.raise.kind);
  const place = await open(scenario.raise, { request, cleanup });
  try {
    for (const planned of plan(scenario)) {
      await context.pace(context.stop);
      context.stop.throwIfAborted();
      await raiseOne(scenario, planned, place, context);
    }
  } finally {
    await cleanup.close(place);
  }
}

async function raiseOne(scenario, planned, place, context) {
  const run = { id: context.request.runId, seed: context.request.seed };
  await inItsOwnRequest(async () => {
    setTheScene(scenario, { run });
    const reported = [];
    const report = (error, raised = {}) => {
      // Reports are made in event handlers too, where a throw would end the process; it is raised again below.
      reported.push(captureOne(scenario, planned, error, { run, raised }, context).then(() => null, failure => failure));
    };
    if (planned.definition.kind === 'message') report(planned.definition.message);
    else await onFreshStack(() => place.raise(report, planned.definition));
    if (reported.length !== 1) throw new Error(`${planned.role} was reported ${reported.length} times instead of once`);
    const [failure] = await Promise.all(reported);
    if (failure) throw failure;
  });
}

/** A scope and a trace of its own, as a server gives to each request. */
function inItsOwnRequest(handle) {
  return Sentry.withIsolationScope(() => Sentry.startNewTrace(handle));
}

/** Starts from the event loop, like a request does: the error's stack must show the application, not this replay. */
function onFreshStack(raise) {
  return new Promise((resolve, reject) => {
    // Arrow functions, because V8 would follow bare resolve and reject into the awaiting functions' stack.
    setImmediate(() => raise().then(() => resolve(), error => reject(error)));
  });
}

/** What an application has told the SDK before anything goes wrong. */
function setTheScene(scenario, facts) {
  if (scenario.user) Sentry.setUser(fill(scenario.user, facts));
  const now = Date.now() / 1000;
  for (const { secondsBefore = 0, ...breadcrumb } of fill(scenario.breadcrumbs ?? [], facts)) {
    Sentry.addBreadcrumb({ ...breadcrumb, timestamp: now - secondsBefore });
  }
}

async function captureOne(scenario, planned, error, facts, context) {
  return Sentry.withScope(scope => {
    const level = planned.level ?? scenario.level;
    if (level) scope.setLevel(level);
    scope.setTags(fill(scenario.tags ?? {}, facts));
    scope.setExtras(fill(scenario.extra ?? {}, facts));
    for (const [name, value] of Object.entries(fill(scenario.contexts ?? {}, facts))) scope.setContext(name, value);
    return follow(scenario, planned, error, scope, context);
  });
}

async function follow(scenario, { role, level }, error, scope, { wire, defaults, output, tally }) {
  const isMessage = typeof error === 'string';
  const label = { scenario: scenario.id, role };
  if (!isMessage && role === 'main') {
    output.line('native', { scenario: scenario.id, name: error.name, message: error.message, own: ownFields(error) });
  }
  const delivered = wire.deliver(label, hint => (isMessage
    ? scope.captureMessage(error, level, hint)
    : scope.captureException(error, hint)));
  const byDefault = role === 'main' ? captureByDefault(error, scope, defaults) : null;
  report(label, await delivered, output, tally);
  if (byDefault) output.line('sdk-default', { scenario: scenario.id, event: await byDefault });
}

function captureByDefault(error, scope, defaults) {
  if (typeof error === 'string') return defaults.event((client, hint) => client.captureMessage(error, undefined, hint, scope));
  // The SDK marks an error it has captured, so as not to report it twice; here the second client must see it too.
  delete error.__sentry_captured__;
  return defaults.event((client, hint) => client.captureException(error, { ...hint, originalException: error }, scope));
}

function report(label, { fate, reason, ...seen }, output, tally) {
  if (fate === 'answered') {
    tally.sent += 1;
    output.line('sent', { ...label, ...seen });
  } else if (fate === 'unanswered') {
    tally.failed += 1;
    const where = seen.event ? 'after the event had left' : 'before the event had left';
    output.line('failed', { ...label, reason: `the connection failed ${where}: ${reason}`, ...seen });
  }
}
