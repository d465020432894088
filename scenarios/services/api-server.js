import './instrument.js';
import { openLoopback, SERIAL_HEADER } from './lib/loopback.js';
import { Reports } from './lib/reports.js';
import { runService } from './lib/service.js';

const companies = new Map([['company-1', { name: 'Salon Ada', slots: [] }]]);
const FAILING = ['/bookings/company-1', '/companies/company-2', '/prices'];

// What customers' requests carry and no error report may: looked for by these names and values in what was delivered.
const CREDENTIALS = {
  authorization: 'Bearer never-deliver-authorization',
  cookie: 'session=never-deliver-cookie',
  'x-api-key': 'never-deliver-x-api-key',
  'x-forwarded-for': '203.0.113.77',
};

class NotFoundError extends Error {
  name = 'NotFoundError';
}

const routes = {
  health: () => ({ text: 'ok' }),
  bookings: id => ({ text: companies.get(id).slots[0].start.toISOString() }),
  companies: id => {
    const company = companies.get(id);
    if (!company) throw new NotFoundError('company not found');
    return { text: company.name };
  },
  prices: () => ({ text: new Intl.NumberFormat('en', { style: 'currency', currency: '??' }).format(12) }),
};

function handle({ url }) {
  const [, route, id] = url.split('/');
  return Object.hasOwn(routes, route) ? routes[route](id) : { status: 404 };
}

await runService(async () => {
  const reports = new Reports();
  const loopback = await openLoopback(handle, (error, { method, url, headers }) => {
    reports.report(headers[SERIAL_HEADER], error, { request: { method, route: { path: url } } });
  });
  return {
    work: (serial, report) => reports.during(serial, report, async () => {
      await loopback.ask({ path: '/health' });
      await loopback.ask({ path: FAILING[serial % FAILING.length], headers: { ...CREDENTIALS, [SERIAL_HEADER]: serial } });
    }),
    close: () => loopback.close(),
  };
});
