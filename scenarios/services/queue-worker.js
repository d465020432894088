import './instrument.js';
import { openQueue } from './lib/queue.js';
import { runService } from './lib/service.js';

class ChannelClosedError extends Error {
  name = 'ChannelClosedError';
  code = 'CHANNEL_CLOSED';
}

async function processJob({ data }) {
  const channel = { name: data.channel, open: false };
  return deliver(data, channel);
}

function deliver({ to }, channel) {
  if (!channel.open) throw new ChannelClosedError('message could not be delivered');
  return to;
}

// Without Redis the service goes on: what fails then is the adding of the job, and that is reported instead.
await runService(({ settings }) => openQueue(settings, processJob));
