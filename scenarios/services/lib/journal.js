import { mkdirSync, openSync, writeSync } from 'node:fs';
import { join } from 'node:path';

/** Facts of one process, one JSON line each, written at once: what a killed process has seen is still there. */
export class Journal {
  #file;
  #identity;

  constructor(folder, identity) {
    mkdirSync(folder, { recursive: true });
    this.#identity = identity;
    this.#file = openSync(join(folder, `${identity.service}.${identity.pid}.jsonl`), 'a');
  }

  line(kind, facts = {}) {
    // One write per line, appended by the kernel: lines are whole also when a pid is used again.
    writeSync(this.#file, `${JSON.stringify({ at: Date.now(), kind, ...this.#identity, ...facts })}\n`);
  }
}
