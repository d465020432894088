namespace Verification.Audit.Tests.Compose;

/// <summary>Healthy deployments that use every corner of the file formats; fuzzing begins from them.</summary>
internal static class FuzzSeeds
{
    /// <summary>A usual deployment.</summary>
    public static IReadOnlyDictionary<string, string> Usual { get; } = new Dictionary<string, string>
    {
        ["compose.yaml"] = """
            name: glitchtip
            x-app: &app
              image: glitchtip/glitchtip:${TAG:-v5.2}
              restart: unless-stopped
              env_file: [.env, {path: app.env, required: false}]
              depends_on: {postgres: {condition: service_healthy}, redis: {condition: service_started}}
            services:
              web:
                <<: *app
                ports:
                  - "127.0.0.1:${PORT:-8080}:8080"
                environment:
                  DATABASE_URL: postgres://postgres:${POSTGRES_PASSWORD:?set it in .env}@postgres:5432/postgres
                  PORT: 8080
                healthcheck: {test: [CMD, python, -c, "print('x')"], interval: 30s, timeout: 5s, retries: 3}
                deploy: {resources: {limits: {cpus: "0.5", memory: 256M}, reservations: {memory: 128M}}}
              worker:
                <<: *app
                command: celery -A glitchtip worker -B -l INFO
                mem_limit: 200m
              postgres:
                image: postgres:16
                environment: ["POSTGRES_PASSWORD=${POSTGRES_PASSWORD}", POSTGRES_HOST_AUTH_METHOD]
                volumes: ["data:/var/lib/postgresql/data", ./conf/pg.conf:/etc/pg.conf:ro]
                healthcheck: {test: pg_isready -U postgres}
                secrets: [key]
              redis:
                image: redis:7
                command: ["redis-server", "--maxmemory", "100mb", "--appendonly", "yes"]
                ulimits: {nofile: {soft: 1024, hard: 2048}}
            volumes: {data: {}}
            secrets: {key: {file: ./key.txt}}
            """,
        [".env"] = "# settings\nPOSTGRES_PASSWORD='0123456789abcdef'\nexport TAG=v5.2 # pinned\nSECRET_KEY=\"abc\\n$TAG\"\nDOMAIN=https://errors.example.test\n",
        ["app.env"] = "GLITCHTIP_DOMAIN=${DOMAIN}\nEMAIL_URL=smtp://example.test\nINHERITED\nMULTI=\"a\nb\"\n",
    };

    /// <summary>A deployment of several files.</summary>
    public static IReadOnlyDictionary<string, string> Manifold { get; } = new Dictionary<string, string>
    {
        ["docker-compose.yml"] = """
            version: "3.8"
            include:
              - path: [sub/compose.yml]
                env_file: sub/.env
            services:
              web:
                extends: {file: common.yml, service: base}
                build: {context: ., args: [A=1, B], secrets: [s]}
                ports: [{target: 80, published: "8080-8082", host_ip: 127.0.0.1}, 9000-9003:9000-9003/udp, "[::1]:81:81"]
                networks: {front: {aliases: [w]}}
                extra_hosts: ["a:192.0.2.1", "b=[::1]"]
                configs: [{source: c, target: /c, mode: 0440}]
                tmpfs: /tmp
                devices: [/dev/null:/dev/x:r]
                labels: [a=b]
                logging: {driver: json-file, options: {max-size: 10m}}
            networks: {front: {ipam: {config: [{subnet: 192.0.2.0/24}]}}}
            configs: {c: {content: "${A-x}"}}
            secrets: {s: {environment: S}}
            """,
        ["docker-compose.override.yml"] = "services:\n  web:\n    ports: !override ['82:82']\n    labels: {a: !reset null}\n    command: sh -c \"run; stop\"\n---\nservices: {web: {read_only: true}}\n",
        ["common.yml"] = "services:\n  base: &b {image: a, user: u, volumes: ['./x:/x']}\n  deep: {extends: base}\n",
        ["sub/compose.yml"] = "services:\n  db: {image: 'd:${V:-1}', environment: {K: , L: \"${V}\"}, volumes: ['v:/v']}\nvolumes: {v: }\n",
        ["sub/.env"] = "V=2\n",
        [".env"] = "COMPOSE_PROFILES=*\nA=1\n",
    };
}
