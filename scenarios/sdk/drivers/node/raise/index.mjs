// Loaded only when a scenario needs it: pg and bullmq together would double the driver's start-up.
const MODULES = {
  error: './error.mjs',
  message: './error.mjs',
  'refused-socket': './refused-socket.mjs',
  'unique-violation': './unique-violation.mjs',
  'lost-session': './lost-session.mjs',
  'failed-notification': './failed-notification.mjs',
  'failed-job': './failed-job.mjs',
};

/**
 * The open(definition, { request, cleanup }) of a kind. What it returns has raise(report, definition), which makes the
 * genuine error happen and hands it to report(error, facts) where an application would, and close().
 */
export async function opener(kind) {
  return (await import(MODULES[kind])).open;
}
