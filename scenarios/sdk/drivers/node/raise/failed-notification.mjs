/** A notification service that trips over a booking whose client has no contact, on each attempt it makes. */
export async function open({ booking, attempts }) {
  return { raise: report => processNotification(report, booking, attempts) };
}

async function processNotification(report, booking, attempts) {
  let lastError = null;
  for (let attempt = 1; attempt <= attempts; attempt++) {
    try {
      await sendReminder(booking);
    } catch (error) {
      if (attempt === attempts) return report(error, { booking, attempts, lastError });
      lastError = `${error.name}: ${error.message}`;
    }
  }
  throw new Error('the booking of the scenario can be notified, so nothing failed');
}

async function sendReminder(booking) {
  return renderReminder(booking, addressOf(booking.client));
}

function addressOf(client) {
  return client.contact.phone.trim();
}

function renderReminder(booking, address) {
  return { to: address, text: `Your appointment ${booking.id} starts soon` };
}
