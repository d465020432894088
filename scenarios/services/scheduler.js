import './instrument.js';
import { readFile } from 'node:fs/promises';
import { runService } from './lib/service.js';

class TaskError extends Error {
  name = 'TaskError';
}

const tasks = {
  // Relative, so that its message is the same wherever the folder lies.
  nightly: () => readFile('schedule/nightly.json', 'utf8'),
  reminders: () => nextRun('61 * * * *'),
};
const NAMES = Object.keys(tasks);

function nextRun(expression) {
  const minute = Number(expression.split(' ')[0]);
  if (minute > 59) throw new TaskError('minute is out of range');
  return minute;
}

await runService(async () => ({
  work: async (serial, report) => {
    const name = NAMES[serial % NAMES.length];
    try {
      await tasks[name]();
    } catch (error) {
      report(error, { task: { name, schedule: { every: 'night' } } });
    }
  },
}));
