import { BadRequest } from './request.mjs';
import { makeNodeTransport, startSdk } from './sdk.mjs';
import { Wire } from './wire.mjs';

/** Starts the SDK with a wire that says what it drops; `tally` counts what becomes of events. */
export function start(request, output) {
  const tally = { sent: 0, dropped: 0, failed: 0 };
  const wire = new Wire({
    makeTransport: makeNodeTransport,
    onDropped: drop => {
      tally.dropped += drop.quantity;
      output.line('dropped', drop);
    },
  });
  const client = startSdk(request, wire);
  if (!client?.getDsn()) throw new BadRequest("The SDK does not accept the request's dsn.");
  return { tally, wire, client };
}
