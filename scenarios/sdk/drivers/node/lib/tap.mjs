import http from 'node:http';
import https from 'node:https';
import { eventOf, parseEnvelope } from './envelope.mjs';

const BODY_LIMIT_CHARS = 1 << 16;

/**
 * node:http or node:https as the SDK's transport uses it, except that the bytes of a request and its answer are
 * written down for the delivery that is current. The transport itself throws the answer's body away.
 */
export function tapHttp(protocol, currentDelivery) {
  const real = protocol === 'https:' ? https : http;
  return {
    ...real,
    request(options, onResponse) {
      const delivery = currentDelivery();
      if (!delivery) return real.request(options, onResponse);
      const sentAt = new Date().toISOString();
      const request = real.request(options, response => {
        const body = collectText(response);
        response.once('close', () => delivery.settle({
          fate: 'answered', sentAt, answeredAt: new Date().toISOString(), httpStatus: response.statusCode, responseBody: body(), ...left(),
        }));
        onResponse(response);
      });
      const left = collectEnvelope(request, options.headers?.['content-encoding']);
      request.once('error', error => delivery.settle({
        fate: 'unanswered', sentAt, reason: error.code ?? error.message, ...left(),
      }));
      return request;
    },
  };
}

function collectText(response) {
  let text = '';
  response.on('data', chunk => {
    if (text.length < BODY_LIMIT_CHARS) text += chunk.toString();
  });
  return () => text.slice(0, BODY_LIMIT_CHARS);
}

/** Keeps the bytes of a request; the function returned reads them once all of them have left, and gives nothing before. */
export function collectEnvelope(request, contentEncoding) {
  const chunks = [];
  for (const method of ['write', 'end']) {
    const real = request[method];
    request[method] = function tapped(chunk, ...rest) {
      if (typeof chunk === 'string' || chunk instanceof Uint8Array) chunks.push(Buffer.from(chunk));
      return real.call(this, chunk, ...rest);
    };
  }
  let whole = false;
  request.once('finish', () => { whole = true; });
  return () => {
    if (!whole) return {};
    const envelope = parseEnvelope(Buffer.concat(chunks), contentEncoding);
    return { event: eventOf(envelope), envelopeHeader: envelope.header };
  };
}
