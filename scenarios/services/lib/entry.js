const EVERYWHERE = '';

/** What is known of one event: at each endpoint at most one outcome, the first that is seen. */
export class Entry {
  #journal;
  #endpoints;
  #early = [];
  #settled = new Set();
  #left = new Set();

  constructor(journal, eventId, serial, endpoints) {
    this.#journal = journal;
    this.#endpoints = endpoints;
    this.eventId = eventId;
    this.serial = serial;
  }

  /** The capture has returned: said first, and then what was seen while it ran. */
  raised(facts) {
    this.#journal.line('raised', { serial: this.serial, eventId: this.eventId, ...facts });
    const early = this.#early;
    this.#early = undefined;
    for (const [kind, line] of early) this.#journal.line(kind, line);
  }

  /** `endpoint` is absent for what the client decides before any endpoint is concerned. */
  settle(kind, endpoint, facts) {
    const key = endpoint?.url ?? EVERYWHERE;
    if (this.#settled.has(EVERYWHERE) || this.#settled.has(key)) return;
    this.#settled.add(key);
    const line = { serial: this.serial, eventId: this.eventId, endpoint: endpoint?.endpoint, project: endpoint?.project, ...facts };
    if (this.#early) this.#early.push([kind, line]);
    else this.#journal.line(kind, line);
  }

  /** All bytes of it went to the socket of this endpoint. */
  leftFor(endpoint) {
    this.#left.add(endpoint.url);
  }

  get done() {
    return this.#settled.has(EVERYWHERE) || (this.#endpoints.size > 0 && [...this.#endpoints.keys()].every(url => this.#settled.has(url)));
  }

  /** Where nothing is known of it yet, and whether it had left for there. */
  pending() {
    if (this.done) return [];
    if (this.#endpoints.size === 0) return [{ serial: this.serial, eventId: this.eventId, left: false }];
    return [...this.#endpoints.values()].filter(({ url }) => !this.#settled.has(url))
      .map(({ url, endpoint, project }) => ({ serial: this.serial, eventId: this.eventId, endpoint, project, left: this.#left.has(url) }));
  }
}
