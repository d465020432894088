import { once } from 'node:events';
import net from 'node:net';

const TRIES = 5;

/** A database that is down: the kernel refuses a connection to a port that nobody listens on any more. */
export async function open({ host }) {
  let port = await freePort(host);

  async function raise(report) {
    for (let tried = 0; tried < TRIES; tried++) {
      try {
        await connect(host, port);
      } catch (error) {
        return report(error, { host, port });
      }
      // Somebody took the port in the meantime; only a refusal is what the scenario is about.
      port = await freePort(host);
    }
    throw new Error(`no port on ${host} stayed closed in ${TRIES} tries`);
  }

  return { raise };
}

async function freePort(host) {
  const server = net.createServer().listen(0, host);
  await once(server, 'listening');
  const { port } = server.address();
  server.close();
  await once(server, 'close');
  return port;
}

async function connect(host, port) {
  const socket = net.connect(port, host);
  try {
    await once(socket, 'connect');
  } finally {
    socket.destroy();
  }
}
