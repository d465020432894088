import { setTimeout as delay } from 'node:timers/promises';

/** Gives each caller its place in time, however many ask at once, so that no more than so many pass per second. */
export function pacer(perSecond) {
  if (!perSecond) return async () => {};
  let next = 0;
  return signal => {
    const now = performance.now();
    const place = Math.max(now, next);
    next = place + 1_000 / perSecond;
    return delay(place - now, undefined, { signal });
  };
}
