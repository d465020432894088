const now = () => new Date().toISOString();

/**
 * What became of each error raised, as this side can know it. Each gets exactly one outcome, the first that is known:
 * "answered", "dropped" (by the SDK), "unanswered" (the connection failed) or "unsettled" (the run ended before).
 */
export class BurstLedger {
  #output;
  #entries = [];
  #byId = new Map();
  #shown = new Set();
  #strays = [];

  constructor(output) {
    this.#output = output;
  }

  /** An error about to be captured. */
  open(serial, group) {
    return { serial, group };
  }

  /** It was captured and has its id now. Said before it can leave, so that nothing leaves unsaid if the process is killed. */
  raised(entry, eventId) {
    Object.assign(entry, { eventId, raisedAt: now() });
    this.#entries.push(entry);
    this.#byId.set(eventId, entry);
    this.#output.line('raised', { serial: entry.serial, group: entry.group, eventId, raisedAt: entry.raisedAt });
  }

  find(eventId) {
    return this.#byId.get(eventId);
  }

  /** True once per group: the content of one event of each is shown in full. */
  show(entry) {
    if (this.#shown.has(entry.group)) return false;
    this.#shown.add(entry.group);
    return true;
  }

  left(entry) {
    entry.leftAt = now();
  }

  settle(entry, outcome, facts = {}) {
    if (entry.outcome) return;
    Object.assign(entry, { outcome, reason: facts.reason });
    this.#output.line('event', { eventId: entry.eventId, outcome, leftAt: entry.leftAt ?? null, settledAt: now(), ...facts });
  }

  /** An event left that no error of ours became. */
  stray(eventId) {
    this.#strays.push(eventId);
  }

  /** Nothing more is waited for: whatever has no outcome yet gets its last word. */
  close(reasonOf) {
    for (const entry of this.#entries) {
      if (!entry.outcome) this.settle(entry, 'unsettled', { reason: reasonOf(entry) });
    }
  }

  /** How many errors had which outcome, and what the SDK should have counted as discarded if both sides agree. */
  totals() {
    const outcomes = { answered: 0, dropped: 0, unanswered: 0, unsettled: 0 };
    const discards = {};
    for (const { outcome, reason } of this.#entries) {
      outcomes[outcome] += 1;
      const discard = { dropped: reason, unanswered: 'network_error' }[outcome];
      if (discard) discards[discard] = (discards[discard] ?? 0) + 1;
    }
    return { raised: this.#entries.length, ...outcomes, discards, strays: this.#strays };
  }
}
