import { once } from 'node:events';
import http from 'node:http';

export const SERIAL_HEADER = 'x-serial';

/**
 * An HTTP server on loopback and the client that drives it. `handle(request, body)` answers with a status and a text;
 * what it throws is handed to `failed(error, request)` and becomes a 500.
 */
export async function openLoopback(handle, failed) {
  const server = http.createServer((request, response) => answer(request, response, handle, failed));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const agent = new http.Agent({ keepAlive: true });
  const { port } = server.address();
  return {
    port,
    ask: options => ask({ host: '127.0.0.1', port, agent, ...options }),
    close: () => {
      agent.destroy();
      server.closeAllConnections();
      return new Promise(resolve => server.close(() => resolve()));
    },
  };
}

async function answer(request, response, handle, failed) {
  try {
    const { status = 200, text = '' } = await handle(request, await bodyOf(request)) ?? {};
    response.writeHead(status).end(text);
  } catch (error) {
    failed(error, request);
    response.writeHead(500).end('failed');
  }
}

async function bodyOf(request) {
  const chunks = [];
  for await (const chunk of request) chunks.push(chunk);
  return Buffer.concat(chunks).toString('utf8');
}

/** Resolves with the status of the answer once it is read. */
async function ask({ body, ...options }) {
  const request = http.request(options);
  request.end(body);
  const [response] = await once(request, 'response');
  response.resume();
  await once(response, 'end');
  return response.statusCode;
}
