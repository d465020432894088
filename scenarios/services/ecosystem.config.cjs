const path = require('node:path');

const services = [
  'api-server',
  'queue-worker',
  'batch-processor',
  'chat-bot',
  'uptime-monitor',
  'messaging-session',
  'notification-service',
  'scheduler',
  'webhook-receiver',
];
const logs = path.resolve(__dirname, process.env.LOG_DIR || 'logs');

module.exports = {
  apps: services.map(name => ({
    name,
    // Relative to cwd: PM2 7.0.4 hands an absolute path with a space in it to a shell.
    script: `${name}.js`,
    cwd: __dirname,
    exec_mode: 'fork',
    instances: 1,
    autorestart: true,
    max_restarts: 10,
    min_uptime: 5000,
    restart_delay: 1000,
    kill_timeout: 5000,
    wait_ready: true,
    listen_timeout: 8000,
    // PM2's own monitoring swallows the rejection of a module that cannot be loaded: the process would stay "online", empty.
    pmx: false,
    // What a restart would spend on source maps and on a look for git; the services have neither.
    disable_source_map_support: true,
    vizion: false,
    max_memory_restart: '200M',
    out_file: path.join(logs, `${name}.out.log`),
    error_file: path.join(logs, `${name}.error.log`),
    merge_logs: true,
    time: true,
  })),
};
