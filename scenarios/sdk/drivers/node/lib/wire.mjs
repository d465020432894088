import { AsyncLocalStorage } from 'node:async_hooks';
import { randomUUID } from 'node:crypto';
import { tapHttp } from './tap.mjs';

/**
 * Follows every event from its capture to the answer of the server. The SDK's own transport does the sending; this
 * only listens at the socket's side of it and to the SDK's record of what it dropped.
 */
export class Wire {
  #makeTransport;
  #onDropped;
  #current = new AsyncLocalStorage();
  #inFlight = new Map();

  constructor({ makeTransport, onDropped }) {
    this.#makeTransport = makeTransport;
    this.#onDropped = onDropped;
  }

  /** The transport factory for Sentry.init. */
  transport = options => {
    const real = this.#makeTransport({
      ...options,
      httpModule: tapHttp(new URL(options.url).protocol, () => this.#current.getStore()),
      recordDroppedEvent: (reason, category, quantity) => {
        this.#dropped(reason, category, quantity);
        options.recordDroppedEvent(reason, category, quantity);
      },
    });
    return {
      flush: timeout => real.flush(timeout),
      send: envelope => this.#current.run(this.#inFlight.get(envelope[0].event_id), () => real.send(envelope)),
    };
  };

  /** Hears also of events that the client gives up before they reach its transport (filters, sampling, processors). */
  watch(client) {
    const record = client.recordDroppedEvent.bind(client);
    client.recordDroppedEvent = (reason, category, quantity) => {
      this.#dropped(reason, category, quantity);
      record(reason, category, quantity);
    };
  }

  /**
   * Captures one event and resolves with its fate: "answered" with status and body, "unanswered" when the connection
   * failed after the event had left, or "dropped" when the SDK never sent it.
   */
  async deliver(label, capture) {
    const delivery = { ...label, eventId: randomUUID().replaceAll('-', ''), capturedAt: new Date().toISOString() };
    const settled = new Promise(resolve => {
      delivery.settle = fate => resolve({ eventId: delivery.eventId, capturedAt: delivery.capturedAt, ...fate });
    });
    this.#inFlight.set(delivery.eventId, delivery);
    try {
      this.#current.run(delivery, () => capture({ event_id: delivery.eventId }));
      return await settled;
    } finally {
      this.#inFlight.delete(delivery.eventId);
    }
  }

  /** Events of a scenario without an answer so far; at the deadline their fate is unknown. */
  unsettled(scenario) {
    return [...this.#inFlight.values()].filter(delivery => delivery.scenario === scenario).map(({ eventId }) => eventId);
  }

  #dropped(reason, category, quantity = 1) {
    // The SDK's report about dropped events may get lost itself; that is no event.
    if (category === 'internal') return;
    const delivery = this.#current.getStore();
    this.#onDropped({ scenario: delivery?.scenario ?? null, role: delivery?.role, eventId: delivery?.eventId, reason, category, quantity });
    delivery?.settle({ fate: 'dropped', reason });
  }
}
