import http from 'node:http';
import https from 'node:https';

/** node:http or node:https as the SDK's transport uses it, except that each event's request and answer are written down. */
export function tapHttp(endpoint, currentEntry, settled) {
  const real = endpoint.protocol === 'https:' ? https : http;
  return {
    ...real,
    request(options, onResponse) {
      const entry = currentEntry();
      if (!entry) return real.request(options, onResponse);
      const begun = performance.now();
      const settle = (kind, facts) => {
        entry.settle(kind, endpoint, facts);
        settled(entry);
      };
      const elapsed = () => Math.round(performance.now() - begun);
      const request = real.request(options, response => {
        settle('answered', { status: response.statusCode, detail: { ms: elapsed(), ...limits(response.headers) } });
        onResponse(response);
      });
      request.once('finish', () => entry.leftFor(endpoint));
      request.once('error', error => settle('failed', { reason: error.code ?? error.message, detail: { ms: elapsed() } }));
      return request;
    },
  };
}

/** What the endpoint asked the SDK to refrain from. */
function limits({ 'retry-after': retryAfter, 'x-sentry-rate-limits': rateLimits }) {
  return { retryAfter, rateLimits };
}
