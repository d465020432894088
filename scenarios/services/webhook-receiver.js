import './instrument.js';
import { createHmac, timingSafeEqual } from 'node:crypto';
import { openLoopback, SERIAL_HEADER } from './lib/loopback.js';
import { Reports } from './lib/reports.js';
import { runService } from './lib/service.js';

const SECRET = 'shared with the sender';
const SIGNATURE_HEADER = 'x-signature';
const BODIES = ['<html>gateway error</html>', '{"type":"payment.settled","data":{}}'];

class SignatureError extends Error {
  name = 'SignatureError';
}

function sign(body) {
  return createHmac('sha256', SECRET).update(body).digest('hex');
}

function handle({ headers }, body) {
  const expected = Buffer.from(sign(body));
  const given = Buffer.from(headers[SIGNATURE_HEADER] ?? '');
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) throw new SignatureError('signature does not match');
  return { status: 202, text: JSON.parse(body).type };
}

await runService(async () => {
  const reports = new Reports();
  const loopback = await openLoopback(handle, (error, { headers }) => {
    reports.report(headers[SERIAL_HEADER], error, { delivery: { sender: { agent: headers['user-agent'] ?? null }, signed: SIGNATURE_HEADER in headers } });
  });
  return {
    work: (serial, report) => reports.during(serial, report, () => {
      const body = BODIES[serial % BODIES.length];
      const signature = body === BODIES[0] ? { [SIGNATURE_HEADER]: sign(body) } : {};
      return loopback.ask({ method: 'POST', path: '/hooks', body, headers: { [SERIAL_HEADER]: serial, ...signature } });
    }),
    close: () => loopback.close(),
  };
});
