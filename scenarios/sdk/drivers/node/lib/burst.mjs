import process from 'node:process';
import { setTimeout as delay } from 'node:timers/promises';
import { BurstLedger } from './burst-ledger.mjs';
import { raiseAll } from './burst-raise.mjs';
import { BurstWire } from './burst-wire.mjs';
import { differences } from './discards.mjs';
import { meet } from './meet.mjs';
import { BadRequest } from './request.mjs';
import { sdkVersion, startHostSdk } from './sdk.mjs';
import { signalled } from './signals.mjs';

const CLOSE_MS = 1_000;
const SILENT = 'the SDK is idle and neither sent it nor recorded it as discarded';

/** Raises the errors, waits for what becomes of them, and accounts for each; returns the exit code. */
export async function burst(request, output) {
  const ledger = new BurstLedger(output);
  const wire = new BurstWire(ledger);
  const client = startHostSdk(request, wire);
  if (!client?.getDsn()) throw new BadRequest("The SDK does not accept the request's dsn.");
  const stop = new AbortController();
  const interrupted = Promise.race([output.closed.then(reason => ({ reason })), signalled()]);
  interrupted.then(() => stop.abort());

  output.line('ready', { driver: 'node', node: process.version, sdk: sdkVersion, loadedMs: Math.round(performance.now()) });
  const met = await meet(request, stop.signal);
  output.line('begun', { at: new Date().toISOString(), met });
  const ended = await Promise.race([
    raiseAll(request, stop.signal, { ledger, wire }).then(() => client.flush(request.timeoutMs)).then(idle => (idle ? {} : late(request))),
    interrupted,
    delay(request.timeoutMs, late(request)),
  ]);
  stop.abort();
  wire.shut();
  ledger.close(({ leftAt }) => (ended.reason ? `${ended.reason} ${leftAt ? 'before it was answered' : 'before it had left'}` : SILENT));
  const recorded = wire.recorded.errors();
  await client.close(CLOSE_MS);
  await output.end(account(request, ledger, wire, { ended, recorded }));
  return ended.exitCode ?? 0;
}

const late = ({ timeoutMs }) => ({ reason: `the deadline of ${timeoutMs} ms passed` });

function account({ events }, ledger, wire, { ended, recorded }) {
  const { discards, strays, ...totals } = ledger.totals();
  const mismatches = differences(discards, 'events without an answer or given up', recorded, 'recorded by the SDK as discarded');
  // Events under way at a deadline are discarded by the SDK after its last report: only a whole run must agree to the end.
  if (totals.unsettled === 0) {
    mismatches.push(...differences(recorded, 'recorded by the SDK', wire.reported.errors(), 'in its client reports'));
  }
  mismatches.push(...strays.map(id => `event ${id} left, but no error of this run became it`));
  return {
    ...totals,
    notRaised: events - totals.raised,
    givenUp: ended.reason ?? null,
    discarded: recorded,
    reported: wire.reported.list(),
    mismatches,
    elapsedMs: Math.round(performance.now()),
    peakMiB: Math.round(process.resourceUsage().maxRSS / 1024),
  };
}
