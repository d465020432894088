import { remark } from './output.mjs';

const CLOSE_LIMIT_MS = 3_000;

/** What has been opened and must be removed again, whichever way the run ends. */
export class Cleanup {
  #places = new Map();
  #over = false;

  /** Adds something with a close() that removes what it made, before it makes anything; returns it. */
  add(place) {
    this.#places.set(place, null);
    // What is made from here on nobody would remove.
    if (this.#over) throw new Error('the run is over');
    return place;
  }

  /** Closes it once; whoever else asks waits for the same end. */
  close(place) {
    if (!this.#places.has(place)) return Promise.resolve();
    const closing = this.#places.get(place) ?? closed(place);
    this.#places.set(place, closing);
    return closing;
  }

  /** Closes what is still open, and waits for what is being closed. */
  async closeAll() {
    this.#over = true;
    await Promise.all([...this.#places.keys()].map(place => this.close(place)));
  }
}

async function closed(place) {
  let timer;
  const late = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new Error(`not closed within ${CLOSE_LIMIT_MS} ms`)), CLOSE_LIMIT_MS);
  });
  try {
    await Promise.race([place.close(), late]);
  } catch (error) {
    remark(`Clean-up of ${place.name} failed: ${error.code ?? error.message}; it may have left something behind.`);
  } finally {
    clearTimeout(timer);
  }
}
