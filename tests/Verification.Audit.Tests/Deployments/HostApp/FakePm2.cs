namespace Verification.Audit.Tests.Deployments.HostApp;

/// <summary>A `pm2` of our own: its services live in a file, each behaving as the test says, and every restart is written down with what it handed over.</summary>
internal static class FakePm2
{
    /// <summary>behave: stays, never (does not come up), loops, errored, dies (after a moment), refuses, kept (still the old process), signals (meanwhile the script is told to end).</summary>
    internal const string Script = """
        #!/usr/bin/env node
        const fs = require('node:fs'), path = require('node:path');
        const home = process.env.PM2_HOME, file = path.join(home, 'fake.json');
        const [command, ...rest] = process.argv.slice(2);
        const services = JSON.parse(fs.readFileSync(file, 'utf8'));
        const save = () => fs.writeFileSync(file, JSON.stringify(services));
        const next = () => 1 + Math.max(5000, ...services.map((service) => service.pid));
        if (command === 'jlist') {
          let live = false;
          for (const service of services.filter((one) => one.restarted)) {
            if (service.behave === 'loops') { service.restarts++; service.pid = next(); live = true; }
            if (service.behave === 'dies' && service.restarted++ === 2) { service.pid = next(); service.restarts++; }
            live ||= service.behave === 'dies';
          }
          if (live) save();
          console.log('[PM2] a notice that is no list');
          process.stdout.write(JSON.stringify(services.map((service) => ({
            pid: service.pid, name: service.name, pm_id: service.id,
            pm2_env: { status: service.status, restart_time: service.restarts, pm_uptime: service.since ?? 0, pmx_module: service.module, env: service.env, ...service.env },
          }))));
        } else if (command === 'restart') {
          const first = rest.findIndex((word) => word.startsWith('--')), [asked, options] = [rest.slice(0, first), rest.slice(first)];
          const finds = (name) => asked.some((word) => /^\/.*\/$/.test(word) ? new RegExp(word.replace(/\//g, '')).test(name) : word === name);
          const names = [...new Set(services.map((one) => one.name))].filter(finds);
          fs.appendFileSync(path.join(home, 'restarts.jsonl'), `${JSON.stringify({ names, options, environment: process.env })}\n`);
          for (const service of services.filter((one) => names.includes(one.name))) {
            if (service.behave === 'signals') {
              const folder = fs.readFileSync(path.join(home, 'folder'), 'utf8');
              process.kill(Number(fs.readFileSync(path.join(folder, '.env.lock'), 'utf8')), 'SIGTERM');
              process.exit(0);
            }
            if (service.behave === 'refuses') {
              console.error(`[PM2][ERROR] cannot start it, its SENTRY_DSN is ${fs.readFileSync(path.join(home, 'secret'), 'utf8')}`);
              process.exit(1);
            }
            if (service.behave === 'kept') continue;
            if (process.env.SENTRY_DSN) service.env.SENTRY_DSN = process.env.SENTRY_DSN;
            Object.assign(service, { pid: next(), restarts: service.restarts + 1, restarted: 1, status: 'online' });
            if (service.behave === 'never') Object.assign(service, { status: 'launching', pid: 0 });
            if (service.behave === 'errored') Object.assign(service, { status: 'errored', pid: 0 });
          }
          save();
        } else {
          process.exit(64);
        }
        """;
}
