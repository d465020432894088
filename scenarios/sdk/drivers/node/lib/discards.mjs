/** A count of discarded events by reason and category, as SDKs keep it for their client reports. */
export class Discards {
  #counts = new Map();

  add(reason, category, quantity = 1) {
    const key = JSON.stringify([reason, category]);
    this.#counts.set(key, (this.#counts.get(key) ?? 0) + quantity);
  }

  list() {
    return [...this.#counts].map(([key, quantity]) => {
      const [reason, category] = JSON.parse(key);
      return { reason, category, quantity };
    });
  }

  /** Errors only, by reason. */
  errors() {
    return Object.fromEntries(this.list().filter(({ category }) => category === 'error').map(({ reason, quantity }) => [reason, quantity]));
  }
}

/** Where two counts by reason differ, one sentence each. */
export function differences(left, leftName, right, rightName) {
  return [...new Set([...Object.keys(left), ...Object.keys(right)])].sort()
    .filter(reason => (left[reason] ?? 0) !== (right[reason] ?? 0))
    .map(reason => `${reason}: ${leftName} ${left[reason] ?? 0}, ${rightName} ${right[reason] ?? 0}`);
}
