import { once } from 'node:events';
import http from 'node:http';
import { gunzipSync } from 'node:zlib';

/** An ingest endpoint on loopback that keeps what arrives; `answer(request, response)` may be replaced while it runs. */
export async function startSink(t, answer = accept) {
  const sink = { requests: [], answer };
  const server = http.createServer((request, response) => {
    const chunks = [];
    request.on('data', chunk => chunks.push(chunk));
    request.on('end', () => {
      const bytes = Buffer.concat(chunks);
      const received = { url: new URL(request.url, 'http://sink'), ...parse(request.headers['content-encoding'] === 'gzip' ? gunzipSync(bytes) : bytes) };
      sink.requests.push(received);
      response.setHeader('connection', 'close');
      sink.answer(received, response);
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  t?.after(() => sink.stop());
  const { port } = server.address();
  return Object.assign(sink, {
    endpoint: `127.0.0.1:${port}`,
    dsn: (key = '0123456789abcdef0123456789abcdef', project = 7) => `http://${key}@127.0.0.1:${port}/${project}`,
    events: () => sink.requests.flatMap(({ items }) => items).filter(({ type }) => type === 'event').map(({ payload }) => payload),
    stop: async () => {
      if (!server.listening) return;
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  });
}

export function accept({ header }, response) {
  response.end(JSON.stringify({ id: header.event_id }));
}

/** Every line of these envelopes is JSON: no item of these services holds binary data. */
function parse(bytes) {
  const [header, ...rest] = bytes.toString('utf8').split('\n').filter(line => line !== '').map(line => JSON.parse(line));
  const items = [];
  for (let at = 0; at < rest.length; at += 2) items.push({ type: rest[at].type, payload: rest[at + 1] });
  return { header, items };
}
