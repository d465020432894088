/** Hands a unit of work's report to the place where its failure is noticed, found again by its serial. */
export class Reports {
  #open = new Map();

  /** Runs `act` while failures of `serial` may be noticed elsewhere. */
  async during(serial, report, act) {
    this.#open.set(String(serial), report);
    try {
      return await act();
    } finally {
      this.#open.delete(String(serial));
    }
  }

  report(serial, error, extra) {
    this.#open.get(String(serial))?.(error, extra);
  }
}
