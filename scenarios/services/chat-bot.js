import './instrument.js';
import { runService } from './lib/service.js';

const MESSAGES = ['/book tomorrow', '/find (', '/repeat -1'];

class UnknownCommandError extends Error {
  name = 'UnknownCommandError';
}

const commands = {
  '/find': pattern => 'no booking'.match(new RegExp(pattern)),
  '/repeat': times => 'no booking'.repeat(Number(times)),
};

async function reply(message) {
  const [command, argument] = message.split(' ');
  if (!Object.hasOwn(commands, command)) throw new UnknownCommandError('the bot does not know this command');
  return commands[command](argument);
}

await runService(async () => ({
  work: async (serial, report) => {
    const message = MESSAGES[serial % MESSAGES.length];
    try {
      await reply(message);
    } catch (error) {
      report(error, { chat: { channel: 'private', from: { id: 'user-7', language: 'en' } }, message });
    }
  },
}));
