import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const RELOAD_MS = 500;
const SHORTEST_MS = 10;
const LONGEST_MS = 250;

/** The rate asked for: the file `rate` of the folder when there is one, so that it can change while services run. */
export function readRate(folder, otherwise) {
  try {
    const rate = Number(readFileSync(join(folder, 'rate'), 'utf8'));
    return Number.isFinite(rate) && rate >= 0 ? rate : otherwise;
  } catch (error) {
    if (error.code === 'ENOENT') return otherwise;
    throw error;
  }
}

/** Calls `due` as often per second as `rate()` says, the first time at once; late calls are made up for up to one second. */
export function atRate(rate, due) {
  let current = rate();
  let readAt = performance.now();
  let last = readAt;
  let budget = 1;
  let timer;
  const tick = () => {
    const now = performance.now();
    budget = Math.min(budget + (now - last) * current / 1000, Math.max(1, current));
    last = now;
    if (now - readAt >= RELOAD_MS) {
      current = rate();
      readAt = now;
    }
    for (; budget >= 1 && current > 0; budget -= 1) due();
    timer = setTimeout(tick, Math.min(LONGEST_MS, Math.max(SHORTEST_MS, 1000 / current)));
  };
  timer = setTimeout(tick, 0);
  return () => clearTimeout(timer);
}
