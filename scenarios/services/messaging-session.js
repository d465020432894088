import './instrument.js';
import { once } from 'node:events';
import net from 'node:net';
import { runService } from './lib/service.js';

class SessionError extends Error {
  name = 'SessionError';
  code = 'SESSION_LOST';
}

/** A peer that takes each connection and resets it. */
async function openPeer() {
  const server = net.createServer(socket => socket.resetAndDestroy());
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return server;
}

async function converse(port) {
  const socket = net.connect({ host: '127.0.0.1', port });
  try {
    await once(socket, 'data');
  } catch (cause) {
    throw new SessionError('messaging session lost', { cause });
  } finally {
    socket.destroy();
  }
}

await runService(async () => {
  const peer = await openPeer();
  return {
    work: async (serial, report) => {
      try {
        await converse(peer.address().port);
      } catch (error) {
        report(error, { session: { state: 'open', peer: { reset: error.cause?.code ?? null } } });
      }
    },
    close: () => new Promise(resolve => peer.close(() => resolve())),
  };
});
