import { createHash } from 'node:crypto';

const LONGEST = 20;

/** The run id as part of a name in PostgreSQL or Redis; shortened or rewritten ones stay different by a hash. */
export function runTag(runId) {
  if (/^[a-z0-9_]+$/u.test(runId) && runId.length <= LONGEST) return runId;
  const readable = runId.toLowerCase().replace(/[^a-z0-9]+/gu, '_').slice(-LONGEST + 9);
  return `${readable}_${createHash('sha256').update(runId).digest('hex').slice(0, 8)}`;
}
