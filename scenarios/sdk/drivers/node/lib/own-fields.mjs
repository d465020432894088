import { isNativeError } from 'node:util/types';

/** The enumerable fields an error carries itself, made fit for JSON; absent ones (undefined) are left out. */
export function ownFields(error) {
  return Object.fromEntries(Object.entries(error)
    .filter(([, value]) => value !== undefined && typeof value !== 'function')
    .map(([key, value]) => [key, plain(value)]));
}

function plain(value) {
  if (isNativeError(value)) return String(value);
  return typeof value === 'bigint' ? value.toString() : value;
}
