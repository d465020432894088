import './instrument.js';
import { once } from 'node:events';
import net from 'node:net';
import { runService } from './lib/service.js';

// Nothing listens there, and the message of the error, which holds the port, is the same in every run.
const CLOSED = { host: '127.0.0.1', port: 1 };

async function probe(target) {
  const socket = net.connect(target);
  try {
    await once(socket, 'connect');
  } finally {
    socket.destroy();
  }
}

await runService(async () => ({
  work: async (serial, report) => {
    try {
      await probe(CLOSED);
    } catch (error) {
      report(error, { monitor: { name: 'front door', target: CLOSED } });
    }
  },
}));
