import process from 'node:process';

let audible = true;
// PM2's daemon holds the other ends; a service that outlives it must not die of a line that nobody reads.
for (const stream of [process.stdout, process.stderr]) stream.on('error', () => { audible = false; });

/** A line of the service's log. */
export function say(text) {
  if (audible) process.stdout.write(`${text}\n`);
}

/** A line of the service's error log. */
export function complain(text) {
  if (audible) process.stderr.write(`${text}\n`);
}
