import { once } from 'node:events';
import http from 'node:http';
import { eventOf, parseEnvelope } from '../lib/envelope.mjs';

/**
 * An ingest endpoint on loopback that keeps what arrives. `answer(event, response)` may be replaced; the default is
 * what GlitchTip says to a stored event. It is stopped after the test `t`.
 */
export async function startIngest(t, { answer = accept } = {}) {
  const requests = [];
  const server = http.createServer((request, response) => {
    const chunks = [];
    request.on('data', chunk => chunks.push(chunk));
    request.on('end', () => {
      const { header, items } = parseEnvelope(Buffer.concat(chunks), request.headers['content-encoding']);
      const event = eventOf({ items });
      requests.push({ url: request.url, encoding: request.headers['content-encoding'], header, items, event });
      response.setHeader('connection', 'close');
      answer(event, response);
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  let running = true;
  const stop = async () => {
    if (!running) return;
    running = false;
    server.closeAllConnections();
    server.close();
    await once(server, 'close');
  };
  t.after(stop);
  return {
    requests,
    stop,
    dsn: `http://0123456789abcdef0123456789abcdef@127.0.0.1:${server.address().port}/7`,
    events: () => requests.map(({ event }) => event).filter(Boolean),
  };
}

export function accept(event, response) {
  response.end(JSON.stringify(event ? { id: event.event_id } : {}));
}
