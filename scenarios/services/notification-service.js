import './instrument.js';
import { runService } from './lib/service.js';

const BOOKING = { id: 'booking-1', company: { name: 'Salon Ada', staff: { name: 'Fay', calendar: { zone: 'UTC', next: { slot: '09:00' } } } }, client: {} };

function addressOf({ client }) {
  return client.contact.email;
}

async function notify(booking) {
  return `to ${addressOf(booking)}`;
}

await runService(async () => ({
  work: async (serial, report) => {
    try {
      await notify(BOOKING);
    } catch (error) {
      report(error, { booking: BOOKING, attempt: { number: 1, of: 3 } });
    }
  },
}));
