const CREDENTIAL = /authorization|cookie|api-?key|auth-token|access-token|^x-forwarded-for$/i;

/**
 * For beforeSend and beforeSendTransaction: takes out of an event what the customer's request carried and no error report needs. GlitchTip up to 6.1
 * stores headers as sent, so this is the only place where they can be kept out.
 */
export function withoutCredentials(event) {
  if (!event.request) return event;
  const { cookies, headers = {}, ...request } = event.request;
  return { ...event, request: { ...request, headers: Object.fromEntries(Object.entries(headers).filter(([name]) => !CREDENTIAL.test(name))) } };
}
