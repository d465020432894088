import { drive, startDriver } from './drive.mjs';

const KEY = '0123456789abcdef0123456789abcdef';

export const burstOf = (dsn, more = {}) => ({
  dsn, runTag: '00112233445566aa', process: 0, events: 40, groups: 4, plan: 'sdk-burst',
  release: 'host-app@2.4.1', environment: 'production', serverName: 'host-1', timeoutMs: 20_000, ...more,
});

export const startBurst = (request, options) => startDriver(request, { name: 'burst', ...options });

/** Runs a burst to its end and gathers its lines: what each event is known by and what became of it. */
export async function runBurst(request, options) {
  return read(await drive(request, { name: 'burst', ...options }));
}

export function read(result) {
  const outcomes = new Map(result.of('event').map(line => [line.eventId, line]));
  const events = result.of('raised').map(line => ({ ...line, ...outcomes.get(line.eventId) }));
  const end = result.lines.at(-1);
  return {
    ...result, end, events,
    having: outcome => events.filter(event => event.outcome === outcome),
    said: `${result.stdout}${result.stderr}`, secret: KEY,
  };
}

/** What must hold of every run that came to its end, whatever the target did. */
export function complaints({ code, end, events, said, secret, of }) {
  const counted = end.answered + end.dropped + end.unanswered + end.unsettled;
  return [
    [code !== 0, `exit code ${code}`],
    [end.type !== 'end', 'no end line'],
    [end.raised !== events.length, `${end.raised} raised, ${events.length} lines`],
    [counted !== end.raised || of('event').length !== end.raised, `${counted} accounted for of ${end.raised}`],
    [new Set(events.map(({ eventId }) => eventId)).size !== events.length, 'an id appears twice'],
    [events.some(({ eventId }) => !/^[0-9a-f]{32}$/u.test(eventId)), 'an id is none'],
    [end.mismatches.length > 0, end.mismatches.join('; ')],
    [said.includes(secret), 'the key of the DSN was printed'],
  ].filter(([wrong]) => wrong).map(([, text]) => text);
}
