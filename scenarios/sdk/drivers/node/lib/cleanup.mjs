import { remark } from './output.mjs';

const CLOSE_LIMIT_MS = 3_000;

/** What has been opened and must be removed again, whichever way the run ends. */
export class Cleanup {
  #open = new Set();

  /** Adds something with a close() that removes what it made; returns it. */
  add(place) {
    this.#open.add(place);
    return place;
  }

  async close(place) {
    if (!this.#open.delete(place)) return;
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

  async closeAll() {
    await Promise.all([...this.#open].map(place => this.close(place)));
  }
}
