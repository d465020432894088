import process from 'node:process';
import { remark } from './output.mjs';

const SIGNALS = { SIGINT: 130, SIGTERM: 143, SIGHUP: 129 };

/** Resolves when somebody asks the process to end, with what to say of it and the exit code. */
export function signalled() {
  return new Promise(resolve => {
    for (const [signal, exitCode] of Object.entries(SIGNALS)) {
      process.once(signal, () => {
        remark(`Stopped by ${signal}; cleaning up.`);
        resolve({ reason: `stopped by ${signal}`, exitCode });
      });
    }
  });
}
