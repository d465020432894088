/** Errors that an application throws itself, a few calls deep, so that the stack has functions to name. */
export async function open() {
  return { raise };
}

async function raise(report, definition) {
  try {
    await handleRequest(definition);
  } catch (error) {
    report(error);
  }
}

async function handleRequest(definition) {
  return confirmBooking(definition);
}

function confirmBooking(definition) {
  if (!definition.cause) return reserveSlot(definition);
  try {
    return confirmBooking(definition.cause);
  } catch (cause) {
    throw makeError(definition, { cause });
  }
}

function reserveSlot(definition) {
  throw makeError(definition);
}

/** Builds the error described; its stack begins at the caller, as with a plain `new`. */
function makeError({ type = 'Error', message, fields = {} }, options) {
  const error = new (errorClass(type))(message, options);
  Error.captureStackTrace(error, makeError);
  return Object.assign(error, fields);
}

function errorClass(type) {
  const known = globalThis[type];
  if (known === Error || known?.prototype instanceof Error) return known;
  const named = { [type]: class extends Error {} }[type];
  Object.defineProperty(named.prototype, 'name', { value: type });
  return named;
}
