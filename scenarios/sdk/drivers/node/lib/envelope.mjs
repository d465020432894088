import { gunzipSync } from 'node:zlib';

const NEWLINE = 0x0a;

/** Reads an envelope from the bytes that went to the socket: its header and its items with their raw payloads. */
export function parseEnvelope(bytes, contentEncoding) {
  const plain = contentEncoding === 'gzip' ? gunzipSync(bytes) : bytes;
  const cursor = { plain, at: 0 };
  const header = JSON.parse(line(cursor));
  const items = [];
  while (cursor.at < plain.length) {
    const text = line(cursor);
    if (text === '') continue;
    const itemHeader = JSON.parse(text);
    items.push({ header: itemHeader, payload: payload(cursor, itemHeader.length) });
  }
  return { header, items };
}

/** The payload of the envelope's event item as it left, or null when it carries none. */
export function eventOf(envelope) {
  const item = envelope.items.find(({ header }) => header.type === 'event');
  return item ? JSON.parse(item.payload.toString('utf8')) : null;
}

function line(cursor) {
  return payload(cursor, undefined).toString('utf8');
}

function payload(cursor, length) {
  const newline = cursor.plain.indexOf(NEWLINE, cursor.at);
  const lineEnd = newline < 0 ? cursor.plain.length : newline;
  const end = length === undefined ? lineEnd : cursor.at + length;
  const part = cursor.plain.subarray(cursor.at, end);
  cursor.at = end + 1;
  return part;
}
