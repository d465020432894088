import { once } from 'node:events';
import net from 'node:net';

/** The messaging client lost the session it was using. */
class SessionError extends Error {
  constructor(message, { code, sessionId, cause }) {
    super(message, { cause });
    this.code = code;
    this.sessionId = sessionId;
  }
}
Object.defineProperty(SessionError.prototype, 'name', { value: 'SessionError' });

/** A messaging session over a real socket, which the peer resets while the client waits for its answer. */
export async function open({ message, code, sessionId }, { cleanup }) {
  const server = net.createServer(peer => peer.once('data', () => peer.resetAndDestroy())).listen(0, '127.0.0.1');
  await once(server, 'listening');

  async function raise(report) {
    const session = new Session(net.connect(server.address().port, '127.0.0.1'));
    try {
      await session.restore(sessionId);
    } catch (cause) {
      return report(new SessionError(message, { code, sessionId, cause }), { sessionId });
    }
    throw new Error('the session was not lost');
  }

  return cleanup.add({ name: 'messaging session server', raise, close: () => closeServer(server) });
}

class Session {
  constructor(socket) {
    this.socket = socket;
  }

  async restore(sessionId) {
    await once(this.socket, 'connect');
    this.socket.write(`RESTORE ${sessionId}\n`);
    await once(this.socket, 'data');
  }
}

function closeServer(server) {
  const closed = once(server, 'close');
  server.close();
  return closed;
}
