// Eight services, one .env: every service reads SENTRY_DSN from it when it starts.
const services = [
  "api-gateway",
  "auth-service",
  "booking-service",
  "messaging-service",
  "notification-service",
  "payment-service",
  "queue-worker",
  "scheduler",
];

module.exports = {
  apps: services.map((name) => ({
    name,
    script: `dist/${name}/main.js`,
    node_args: "--env-file=.env",
    instances: 1,
    exec_mode: "fork",
    max_memory_restart: "200M",
    kill_timeout: 5000,
    time: true,
  })),
};
