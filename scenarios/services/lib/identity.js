import { basename } from 'node:path';
import process from 'node:process';

/** PM2's name of this process, or that of the script when it was started by hand. */
export function serviceName({ env = process.env, argv = process.argv } = {}) {
  if (env.pm_id !== undefined && env.name) return env.name;
  return basename(env.pm_exec_path ?? argv[1], '.js');
}
