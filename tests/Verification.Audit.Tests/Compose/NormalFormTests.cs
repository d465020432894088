using FluentAssertions;
using Verification.Audit.Compose;
using Verification.Readiness;
using Xunit;

namespace Verification.Audit.Tests.Compose;

public sealed class NormalFormTests
{
    private const string More = """
          db: {image: postgres:16}
        networks: {front: {}, back: }
        secrets:
          key: {file: key.txt}
        configs:
          conf: {content: x}
        """;

    public static TheoryData<string, string, string> Forms => new()
    {
        { "command: celery -A glitchtip worker -l INFO", "command", "[celery, -A, glitchtip, worker, -l, INFO]" },
        { "command: [a, 'b c']", "command", "[a, b c]" },
        { "command:", "command", "<null>" },
        { "entrypoint: sh -c \"echo 'a b' c\"", "entrypoint", "[sh, -c, echo 'a b' c]" },
        { "healthcheck: {test: curl -f http://localhost || exit 1, retries: '3'}", "healthcheck", "{test: [CMD-SHELL, curl -f http://localhost || exit 1], retries: <3>}" },
        { "healthcheck: {test: [CMD, pg_isready]}", "healthcheck.test", "[CMD, pg_isready]" },
        { "depends_on: [db]", "depends_on", "{db: {condition: service_started, required: <true>}}" },
        { "depends_on: {db: {condition: service_healthy}}", "depends_on", "{db: {condition: service_healthy, required: <true>}}" },
        { "environment: [A=1, B=, C, 'D=a=b']", "environment", "{A: 1, B: '', C: <null>, D: a=b}" },
        { "environment: {A: 1, B: '', C: , D: true, E: 1.50, F: 017, G: 0x1F, H: yes, I: 1_000, J: 1e3, K: '017'}", "environment",
            "{A: 1, B: '', C: <null>, D: true, E: 1.5, F: 15, G: 31, H: yes, I: 1000, J: 1000, K: 017}" },
        { "labels: [a=1, b]", "labels", "{a: 1, b: ''}" },
        { "labels: {a: 1, b: }", "labels", "{a: 1, b: ''}" },
        { "env_file: []", "env_file", "[]" },
        { "networks: [front, back]", "networks", "{front: <null>, back: <null>}" },
        { "networks: {front: {aliases: [x]}}", "networks", "{front: {aliases: [x]}}" },
        { "build: .", "build", "{context: .}" },
        { "build: {context: app, args: [A=1, B], ulimits: {nofile: 9}}", "build", "{context: ./app, args: {A: 1, B: <null>}, ulimits: {nofile: <9>}}" },
        { "build: https://example.test/repo.git#main", "build.context", "https://example.test/repo.git#main" },
        { "ulimits: {nofile: 1024, nproc: {soft: '1', hard: 2}}", "ulimits", "{nofile: <1024>, nproc: {soft: <1>, hard: <2>}}" },
        { "tmpfs: /tmp", "tmpfs", "[/tmp]" },
        { "dns: 192.0.2.53", "dns", "[192.0.2.53]" },
        { "secrets: [key]", "secrets", "[{source: key, target: /run/secrets/key}]" },
        { "secrets: [{source: key, target: other, mode: 0400}]", "secrets", "[{source: key, target: other, mode: <256>}]" },
        { "configs: [conf]", "configs", "[{source: conf}]" },
        { "devices: [/dev/a, /dev/b:/dev/c:r]", "devices", "[{source: /dev/a, target: /dev/a, permissions: rwm}, {source: /dev/b, target: /dev/c, permissions: r}]" },
        { "extra_hosts: ['a:192.0.2.1', 'b=[::1]', 'c=1,2']", "extra_hosts", "[a=192.0.2.1, b=::1, c=1, c=2]" },
        { "extra_hosts: {a: 192.0.2.1, b: ['::1']}", "extra_hosts", "[a=192.0.2.1, b=::1]" },
        { "gpus: all", "gpus", "[{count: all}]" },
        { "privileged: 'yes'", "privileged", "<true>" },
        { "read_only: true", "read_only", "<true>" },
        { "init: off", "init", "<false>" },
        { "cpus: '0.50'", "cpus", "<0.5>" },
        { "mem_limit: 256M", "mem_limit", "256M" },
        { "scale: '2'", "scale", "<2>" },
        { "deploy: {labels: [a=b], resources: {limits: {memory: 256M, cpus: '0.5'}}}", "deploy", "{labels: {a: b}, resources: {limits: {memory: 256M, cpus: 0.5}}}" },
        { "extends: db", "image", "web:1" },
        { "x-own: {anything: [1]}", "x-own", "{anything: [<1>]}" },
        { "links: ['db:alias']", "depends_on", "{db: {condition: service_started, required: <true>, restart: <true>}}" },
        { "network_mode: service:db", "depends_on", "{db: {condition: service_started, required: <true>, restart: <true>}}" },
        { "volumes_from: [db, 'container:c']", "depends_on", "{db: {condition: service_started, required: <true>}}" },
        { "environment: {A: '2024-01-31', B: 2024-13-01}", "environment", "{A: 2024-01-31, B: 2024-13-01}" },
        { "mem_limit: 256M\ndeploy: {resources: {limits: {memory: 262144k}}}", "mem_limit", "256M" },
        { "cap_add: [A, A, B]", "cap_add", "[A, B]" },
    };

    [Theory]
    [MemberData(nameof(Forms))]
    public void Service_ShortForm_IsWrittenOut(string lines, string path, string expected) => Folder.Flow(Folder.Web(lines, More).Node(path)).Should().Be(expected);

    [Fact]
    public void TopLevel_Resources_AreMappingsWithPathsFromTheFolder()
    {
        ComposeProject project = Folder.Read("""
            version: "3.8"
            name: Glitch Tip
            x-common: &common {restart: always}
            services: {web: {<<: *common, image: a}}
            volumes: {data: , old: {external: {name: legacy}}, named: {name: n, labels: [a=b]}}
            secrets: {key: {file: keys/key.txt}, env: {environment: KEY}}
            """);
        Folder.Flow(project.Root["volumes"]).Should().Be("{data: {}, old: {external: <true>, name: legacy}, named: {name: n, labels: {a: b}}}");
        Folder.Flow(project.Root["secrets"]).Should().Be("{key: {file: ./keys/key.txt}, env: {environment: KEY}}");
        project.Version!.Text.Should().Be("3.8");
        project.Version.Place.Line.Should().Be(1);
        project.Name.Should().Be("glitchtip");
        Folder.Flow(project.Service("web")!.Tree).Should().Be("{restart: always, image: a}");
        project.Service("web")!.Node("restart")!.Place.Line.Should().Be(3);
    }

    [Theory]
    [InlineData("environment: ['A =1']")]
    [InlineData("command: 'echo \"a'")]
    [InlineData("command: 'echo (a)'")]
    [InlineData("extra_hosts: [a]")]
    [InlineData("devices: ['a:b:c:d']")]
    [InlineData("healthcheck: {test: [curl, x]}")]
    [InlineData("healthcheck: {interval: 30}")]
    [InlineData("healthcheck: {interval: 30 s}")]
    [InlineData("privileged: maybe")]
    [InlineData("cpus: half")]
    [InlineData("mem_limit: 256X")]
    [InlineData("depends_on: {db: {condition: service_ready}}")]
    [InlineData("depends_on: [nobody]")]
    [InlineData("depends_on: [web]")]
    [InlineData("networks: [nowhere]")]
    [InlineData("secrets: [nothing]")]
    [InlineData("configs: [nothing]")]
    [InlineData("container_name: 5")]
    [InlineData("restart: no-such\nrestarts: always")]
    [InlineData("ports: 80:80")]
    [InlineData("environment:")]
    [InlineData("ports:\n  -")]
    [InlineData("environment: {A: 2024-01-31}")]
    [InlineData("security_opt: [a, a]")]
    [InlineData("depends_on: [db, db]")]
    [InlineData("depends_on: {nobody: {condition: service_started, required: false}}")]
    [InlineData("mem_limit: 256M\ndeploy: {resources: {limits: {memory: 128M}}}")]
    [InlineData("mem_limit: 256M\ndeploy: {resources: {limits: {cpus: 1}}}")]
    [InlineData("cpus: 1\ndeploy: {resources: {limits: {cpus: 0.5}}}")]
    [InlineData("container_name: c\ndeploy: {replicas: 2}")]
    [InlineData("scale: 2\ndeploy: {replicas: 3}")]
    [InlineData("scale: -1")]
    [InlineData("links: [nobody]")]
    public void Service_Impossible_IsRefusedWithFileAndLine(string lines)
    {
        Action read = () => Folder.Web(lines, More);
        read.Should().Throw<InputException>().Which.Message.Should().MatchRegex(@"^compose\.yaml:[2-6]: .*\.$");
    }
}
