import { createRequire } from 'node:module';
import { eventOf, parseEnvelope } from './envelope.mjs';

// The CommonJS build is the same SDK and loads in 130 ms instead of 200 (2 cores, Node 20).
const Sentry = createRequire(import.meta.url)('@sentry/node');

// Process-wide handlers say nothing about the events compared here. A fault of the driver must end the driver, not
// arrive in the target as an event that nobody sent; sessions are noise of their own.
const CRASH_HANDLERS = ['OnUncaughtException', 'OnUnhandledRejection'];
const LEFT_OUT = new Set([...CRASH_HANDLERS, 'ProcessSession']);

const wanted = integrations => integrations.filter(({ name }) => !LEFT_OUT.has(name));

export const sdkVersion = { name: 'sentry.javascript.node', version: Sentry.SDK_VERSION };
export const makeNodeTransport = Sentry.makeNodeTransport;
export { Sentry };

/** Starts the SDK as a careful team would: own fields of errors kept, nested data kept to depth 10. */
export function startSdk(request, wire) {
  forgetSurroundings(request.dsn);
  const client = Sentry.init({
    ...identity(request),
    transport: wire.transport,
    normalizeDepth: 10,
    integrations: defaults => [...wanted(defaults), Sentry.extraErrorDataIntegration({ depth: 6 })],
    // Nothing is traced, so no module needs instrumenting; the hooks alone cost 35 ms of start-up.
    registerEsmLoaderHooks: false,
  });
  if (client?.getDsn()) wire.watch(client);
  return client;
}

/** Starts the SDK as a host application has it that sets nothing but its identity; sessions and reports included. */
export function startHostSdk(request, wire) {
  forgetSurroundings(request.dsn);
  const { bufferSize } = request;
  const client = Sentry.init({
    ...identity(request),
    transport: wire.transport,
    transportOptions: bufferSize ? { bufferSize } : {},
    // A fault of this program must not arrive in the target as an event that nobody raised.
    integrations: defaults => defaults.filter(({ name }) => !CRASH_HANDLERS.includes(name)),
    registerEsmLoaderHooks: false,
  });
  if (client?.getDsn()) wire.watch(client);
  return client;
}

/** The same SDK with nothing set but its identity: what would have been sent by default, without sending it. */
export class DefaultSdk {
  #events = new Map();
  #client;

  constructor(request) {
    this.#client = new Sentry.NodeClient({
      ...identity(request),
      transport: options => Sentry.createTransport(options, async ({ body }) => this.#record(body)),
      stackParser: Sentry.defaultStackParser,
      integrations: wanted(Sentry.getDefaultIntegrations({})),
      sendClientReports: false,
    });
    this.#client.init();
  }

  /** The event that the default settings make of a capture in this scope. */
  event(capture) {
    const eventId = crypto.randomUUID().replaceAll('-', '');
    const { promise, resolve } = withResolvers();
    this.#events.set(eventId, resolve);
    capture(this.#client, { event_id: eventId });
    return promise;
  }

  #record(body) {
    const event = eventOf(parseEnvelope(Buffer.from(body)));
    this.#events.get(event?.event_id)?.(event);
    this.#events.delete(event?.event_id);
    return { statusCode: 200 };
  }
}

function identity({ dsn, release, environment, serverName }) {
  return { dsn, release, environment, serverName };
}

function withResolvers() {
  let resolve;
  const promise = new Promise(done => { resolve = done; });
  return { promise, resolve };
}

/** The event may depend on the request only: not on SENTRY_* variables, and not on a proxy between us and the target. */
function forgetSurroundings(dsn) {
  for (const name of Object.keys(process.env)) {
    if (name.startsWith('SENTRY_')) delete process.env[name];
  }
  const exempt = [process.env.no_proxy ?? process.env.NO_PROXY, new URL(dsn).hostname];
  process.env.no_proxy = exempt.filter(Boolean).join(',');
}
