import { AsyncLocalStorage } from 'node:async_hooks';
import { randomUUID } from 'node:crypto';
import * as Sentry from '@sentry/node';
import { Entry } from './entry.js';
import { defaultPort } from './settings.js';
import { tapHttp } from './tap.js';

/**
 * Follows every event from its capture to each endpoint's answer. The SDK's own transports do the sending, with their
 * own buffers and limits; this stands on both sides of them and writes down what it sees.
 */
export class Wire {
  #journal;
  #client;
  #current = new AsyncLocalStorage();
  #entries = new Map();
  #endpoints = new Map();
  #discards = {};

  constructor(journal) {
    this.#journal = journal;
  }

  /** The transport factory for Sentry.init, called once per endpoint. */
  transport = options => {
    const endpoint = endpointOf(options.url);
    const real = Sentry.makeNodeTransport({
      ...options,
      httpModule: tapHttp(endpoint, () => this.#current.getStore()?.entry, entry => this.#forget(entry)),
      recordDroppedEvent: (reason, category, count = 1) => {
        this.#dropped(reason, category, count, endpoint);
        options.recordDroppedEvent(reason, category, count);
      },
    });
    return { flush: timeout => real.flush(timeout), send: envelope => this.#send(envelope, endpoint, real) };
  };

  /** Hears also of events that the client gives up before any transport, and of those that nobody raised here. */
  watch(client) {
    this.#client = client;
    if (!client) return;
    const record = client.recordDroppedEvent.bind(client);
    client.recordDroppedEvent = (reason, category, count = 1) => {
      this.#dropped(reason, category, count);
      record(reason, category, count);
    };
    client.on('beforeSendEvent', event => {
      if (!event.type && !this.#entries.has(event.event_id)) this.#stray(event);
    });
  }

  /** Captures an error within the scope given; returns the id of its event. */
  capture(error, serial, scope) {
    const eventId = randomUUID().replaceAll('-', '');
    const entry = this.#open(eventId, serial);
    const returned = this.#current.run({ entry }, () => Sentry.withScope(current => {
      current.setTags(scope.tags);
      current.setExtras(scope.extra);
      return Sentry.captureException(error, { event_id: eventId });
    }));
    entry.raised({ eventId: returned });
    // The SDK gives ids to errors also while it is off, and says nothing of their end.
    if (!this.#client?.getTransport()) entry.settle('dropped', undefined, { reason: 'disabled' });
    this.#forget(entry);
    return returned;
  }

  /** Events of which no outcome is known so far. */
  pending() {
    return [...this.#entries.values()].flatMap(entry => entry.pending());
  }

  /** What the SDK recorded as discarded, "reason:category" to count, as in its client reports. */
  discards() {
    return { ...this.#discards };
  }

  #open(eventId, serial) {
    const entry = new Entry(this.#journal, eventId, serial, this.#endpoints);
    this.#entries.set(eventId, entry);
    return entry;
  }

  #forget(entry) {
    if (entry.done) this.#entries.delete(entry.eventId);
  }

  #stray(event) {
    const exception = event.exception?.values?.at(-1);
    this.#open(event.event_id).raised({ detail: { stray: true, type: exception?.type, mechanism: exception?.mechanism?.type } });
  }

  #send(envelope, endpoint, real) {
    // Before the first event leaves: an endpoint counts once something was meant for it.
    this.#endpoints.set(endpoint.url, endpoint);
    const [{ event_id: eventId }, items] = envelope;
    const entry = items.some(([{ type }]) => type === 'event') ? this.#entries.get(eventId) : undefined;
    return this.#current.run({ entry }, () => real.send(envelope));
  }

  #dropped(reason, category, count, endpoint) {
    const key = `${reason}:${category}`;
    this.#discards[key] = (this.#discards[key] ?? 0) + count;
    const entry = category === 'error' ? this.#current.getStore()?.entry : undefined;
    if (!entry) {
      this.#journal.line('dropped', { endpoint: endpoint?.endpoint, project: endpoint?.project, reason, detail: { category, count } });
    } else if (reason === 'network_error') {
      // Not the SDK's choice. The socket has said why before, unless the request could not even be made.
      entry.settle('failed', endpoint, { reason });
    } else {
      entry.settle('dropped', endpoint, { reason });
    }
    if (entry) this.#forget(entry);
  }
}

function endpointOf(url) {
  const { protocol, hostname, port, pathname } = new URL(url);
  const project = /\/api\/([^/]+)\/envelope\/$/.exec(pathname)?.[1];
  return { url, protocol, endpoint: `${hostname}:${port || defaultPort(protocol)}`, project };
}
