import { AsyncLocalStorage } from 'node:async_hooks';
import http from 'node:http';
import https from 'node:https';
import { Discards } from './discards.mjs';
import { makeNodeTransport } from './sdk.mjs';
import { collectEnvelope } from './tap.mjs';

/**
 * Follows the events of a burst between the SDK and the socket. The SDK's own transport does the sending, with its own
 * buffer, limits and connections; this listens on both sides of it and writes down what it sees.
 */
export class BurstWire {
  #ledger;
  #current = new AsyncLocalStorage();
  #underWay = new Map();
  #shut = false;

  /** What the SDK recorded as discarded, and what it told the target of that in its client reports. */
  recorded = new Discards();
  reported = new Discards();

  constructor(ledger) {
    this.#ledger = ledger;
  }

  /** The transport factory for Sentry.init. */
  transport = options => {
    const real = makeNodeTransport({
      ...options,
      httpModule: this.#tap(new URL(options.url).protocol),
      recordDroppedEvent: (reason, category, quantity) => {
        this.#dropped(reason, category, quantity);
        options.recordDroppedEvent(reason, category, quantity);
      },
    });
    return { flush: timeout => real.flush(timeout), send: envelope => this.#send(envelope, real) };
  };

  /** Hears also of events that the client gives up before they reach its transport. */
  watch(client) {
    const record = client.recordDroppedEvent.bind(client);
    client.recordDroppedEvent = (reason, category, quantity) => {
      this.#dropped(reason, category, quantity);
      record(reason, category, quantity);
    };
  }

  /** Captures one error for its entry; none any more once the account is closed. */
  capture(entry, capture) {
    if (!this.#shut) this.#ledger.raised(entry, this.#current.run(entry, capture));
  }

  /** From now on no event leaves: what is called "never left" must stay true. */
  shut() {
    this.#shut = true;
    for (const [entry, request] of this.#underWay) {
      if (!entry.leftAt) request.destroy();
    }
  }

  async #send(envelope, real) {
    const [{ event_id: eventId }, items] = envelope;
    const entry = this.#ledger.find(eventId);
    for (const [{ type }, payload] of items) {
      if (type === 'event' && !entry) this.#ledger.stray(eventId);
      if (type === 'client_report') {
        for (const { reason, category, quantity } of payload.discarded_events) this.reported.add(reason, category, quantity);
      }
    }
    if (entry && this.#shut) return {};
    return this.#current.run(entry, () => real.send(envelope));
  }

  #dropped(reason, category, quantity) {
    this.recorded.add(reason, category, quantity);
    const entry = this.#current.getStore();
    // Later in this turn, because the client may give an event up before capture has returned its id.
    if (entry && category === 'error') queueMicrotask(() => this.#ledger.settle(entry, 'dropped', { reason }));
  }

  #tap(protocol) {
    const real = protocol === 'https:' ? https : http;
    return {
      ...real,
      request: (options, onResponse) => {
        const entry = this.#current.getStore();
        return entry ? this.#follow(entry, real, options, onResponse) : real.request(options, onResponse);
      },
    };
  }

  #follow(entry, real, options, onResponse) {
    const request = real.request(options, response => {
      this.#ledger.settle(entry, 'answered', { status: response.statusCode, ...payload() });
      onResponse(response);
    });
    const left = this.#ledger.show(entry) ? collectEnvelope(request, options.headers?.['content-encoding']) : () => ({});
    // Without the envelope's header: it holds the key of the DSN.
    const payload = () => ({ event: left().event });
    this.#underWay.set(entry, request);
    request.once('finish', () => this.#ledger.left(entry));
    request.once('error', error => this.#ledger.settle(entry, 'unanswered', { reason: error.code ?? error.message, ...payload() }));
    request.once('close', () => this.#underWay.delete(entry));
    return request;
  }
}
