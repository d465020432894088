import { readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

const POLL_MS = 2;
const LIMIT_MS = 10_000;

/**
 * Waits until all processes of a burst have come to the same folder, so that they begin together although they need
 * differently long to load; gives how many did. One that never comes is not waited for longer than the limit.
 */
export async function meet({ meet: place, process: index }, stop, limitMs = LIMIT_MS) {
  if (!place) return 1;
  await writeFile(join(place.folder, `${index}`), '');
  const begun = performance.now();
  let there = (await readdir(place.folder)).length;
  while (there < place.processes && performance.now() - begun < limitMs && !stop.aborted) {
    await delay(POLL_MS);
    there = (await readdir(place.folder)).length;
  }
  return there;
}
