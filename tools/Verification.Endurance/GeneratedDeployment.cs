using System.Globalization;
using System.Text;

namespace Verification.Endurance;

/// <summary>A compose project that nobody wrote, in the shapes that people write: the same seed gives the same project.</summary>
internal static class GeneratedDeployment
{
    /// <summary>Its files by path.</summary>
    public static IReadOnlyDictionary<string, string> Of(Random random)
    {
        string Hex(int digits) => string.Create(digits, random, (letters, source) =>
        {
            for (int index = 0; index < letters.Length; index++)
            {
                letters[index] = "0123456789abcdef"[source.Next(16)];
            }
        });

        StringBuilder compose = new($"x-logging: &logging\n  logging: {{ driver: json-file, options: {{ max-size: {random.Next(1, 50)}m }} }}\nservices:\n");
        Service(compose, "web", "glitchtip/glitchtip:5.2", random, "./bin/start.sh");
        Service(compose, "worker", "glitchtip/glitchtip:5.2", random, random.Next(2) == 0 ? "./bin/run-celery-with-beat.sh" : "celery -A glitchtip worker -l INFO");
        Service(compose, "migrate", "glitchtip/glitchtip:5.2", random, "./bin/run-migrate.sh");
        Service(compose, "postgres", "postgres:16", random, "postgres -c shared_buffers=64MB");
        Service(compose, "redis", "redis:7", random, random.Next(2) == 0 ? "redis-server --appendonly yes" : "redis-server --maxmemory-policy allkeys-lru");
        for (int extra = random.Next(12); extra > 0; extra--)
        {
            Service(compose, $"extra{extra}", $"example.test/team/extra:{random.Next(9)}", random, "serve --all");
        }

        compose.Append("volumes:\n  data: {}\n");
        return new Dictionary<string, string>
        {
            ["docker-compose.yml"] = compose.ToString(),
            ["compose.override.yml.example"] = compose.ToString(),
            [".env"] = $"SECRET_KEY={Hex(64)}\nPOSTGRES_PASSWORD={Hex(32)}\nGLITCHTIP_DOMAIN=https://errors{random.Next(100)}.example.test\nDATABASE_URL=postgres://postgres:${{POSTGRES_PASSWORD}}@postgres:5432/postgres\nREDIS_URL=redis://redis:6379/0\n",
            ["backup.sh"] = $"#!/bin/bash\nset -euo pipefail\nname=backup-$(date +%F).sql.gz\ndocker compose exec -T postgres pg_dump -U postgres postgres | gzip > \"$name\"\ngunzip -t \"$name\"\nfind . -name 'backup-*' -mtime +{random.Next(60)} -delete\n",
            ["crontab"] = $"{random.Next(60)} {random.Next(24)} * * * /opt/glitchtip/backup.sh >> /var/log/backup.log 2>&1\n",
        };
    }

    private static void Service(StringBuilder compose, string name, string image, Random random, string command)
    {
        compose.Append(CultureInfo.InvariantCulture, $"  {name}:\n    <<: *logging\n    image: {image}\n    command: {command}\n    env_file: .env\n");
        compose.Append(random.Next(2) == 0 ? "    restart: unless-stopped\n" : "");
        compose.Append(random.Next(2) == 0 ? $"    ports: [\"127.0.0.1:{random.Next(1024, 60000)}:8080\"]\n" : "");
        compose.Append(random.Next(2) == 0 ? $"    mem_limit: {random.Next(64, 512)}m\n" : $"    deploy: {{ resources: {{ limits: {{ memory: {random.Next(64, 512)}M, cpus: '0.5' }} }} }}\n");
        compose.Append(random.Next(2) == 0 ? "    volumes: [\"data:/data\", \"./conf:/etc/conf:ro\"]\n" : "");
        compose.Append(random.Next(2) == 0 ? "    healthcheck: { test: [\"CMD\", \"true\"], interval: 30s }\n" : "");
        compose.Append(CultureInfo.InvariantCulture, $"    environment:\n      SETTING_{random.Next(100)}: \"${{UNSET_{random.Next(9)}:-value}}\"\n      DEBUG: \"false\"\n");
    }
}
