using FluentAssertions;
using Verification.Audit.Compose;
using Verification.Readiness;
using Xunit;

namespace Verification.Audit.Tests.Compose;

public sealed class OverrideTests
{
    public static TheoryData<string, string, string, string> Merges => new()
    {
        { "image: a", "image: b", "image", "b" },
        { "image: a", "user: u", "image", "a" },
        { "command: a b", "command: [c]", "command", "[c]" },
        { "command: a b", "command:", "command", "<null>" },
        { "entrypoint: [a]", "entrypoint: b c", "entrypoint", "[b, c]" },
        { "healthcheck: {test: [CMD, a], interval: 5s}", "healthcheck: {test: b, timeout: 1s}", "healthcheck", "{test: [CMD-SHELL, b], interval: 5s, timeout: 1s}" },
        { "environment: [A=1, B=2]", "environment: {B: 3, C: 4}", "environment", "{A: 1, B: 3, C: 4}" },
        { "environment: {A: 1}", "environment: [A]", "environment", "{A: <null>}" },
        { "labels: {a: 1}", "labels: [a=2, b=3]", "labels", "{a: 2, b: 3}" },
        { "ports: ['80:80']", "ports: ['81:81']", "ports.1.published", "81" },
        { "ports: ['80:80']", "ports: ['80:80/tcp']", "ports", "[{mode: ingress, target: <80>, published: 80, protocol: tcp}]" },
        { "ports: ['127.0.0.1:80:80']", "ports: ['80:80']", "ports.1.published", "80" },
        { "volumes: ['./a:/x']", "volumes: ['./b:/x:ro']", "volumes", "[{type: bind, source: ./b, target: /x, read_only: <true>}]" },
        { "expose: [80, '81']", "expose: ['80']", "expose", "[80, 81]" },
        { "cap_add: [A]", "cap_add: [B, A]", "cap_add", "[A, B]" },
        { "dns: 192.0.2.1", "dns: [192.0.2.2]", "dns", "[192.0.2.1, 192.0.2.2]" },
        { "tmpfs: /a", "tmpfs: [/b]", "tmpfs", "[/a, /b]" },
        { "security_opt: [a]", "security_opt: [b]", "security_opt", "[a, b]" },
        { "depends_on: [db]", "depends_on: {db: {condition: service_healthy}}", "depends_on", "{db: {condition: service_healthy, required: <true>}}" },
        { "depends_on: {db: {condition: service_healthy, required: false}}", "depends_on: {db: {condition: service_started}}", "depends_on.db.required", "<false>" },
        { "networks: {default: {aliases: [x]}}", "networks: [default]", "networks", "{default: {aliases: [x]}}" },
        { "extra_hosts: ['a:192.0.2.1']", "extra_hosts: {a: 192.0.2.1, b: 192.0.2.2}", "extra_hosts", "[a=192.0.2.1, b=192.0.2.2]" },
        { "env_file: a.env", "env_file: [a.env, b.env]", "env_file", "[{path: ./a.env, required: <true>}, {path: ./b.env, required: <true>}]" },
        { "build: .", "build: {args: {A: 1}}", "build", "{context: ., args: {A: 1}}" },
        { "logging: {driver: json-file, options: {max-size: 1m}}", "logging: {options: {max-file: '3'}}", "logging", "{driver: json-file, options: {max-size: 1m, max-file: 3}}" },
        { "logging: {driver: json-file, options: {max-size: 1m}}", "logging: {driver: local}", "logging", "{driver: local}" },
        { "deploy: {resources: {limits: {memory: 1g}}}", "deploy: {resources: {limits: {cpus: 1}}}", "deploy.resources.limits", "{memory: 1g, cpus: <1>}" },
        { "ulimits: {nofile: {soft: 1, hard: 2}}", "ulimits: {nofile: 9}", "ulimits", "{nofile: <9>}" },
        { "ports: ['80:80']", "ports: !reset []", "ports", "absent" },
        { "ports: ['80:80']", "ports: !override ['81:81']", "ports.0.published", "81" },
        { "environment: {A: 1, B: 2}", "environment: {A: !reset null}", "environment", "{B: 2}" },
        { "command: a", "command: !reset null", "command", "absent" },
        { "restart: always", "restart: !override 'no'", "restart", "no" },
        { "profiles: [a]", "profiles: [b]", "profiles", "[a, b]" },
    };

    [Theory]
    [MemberData(nameof(Merges))]
    public void Override_OfOneKey_MergesAsComposeDoes(string first, string second, string path, string expected) => Folder.Flow(Folder.ReadAll(
        ("compose.yaml", $"services:\n  web:\n    provider: {{type: none}}\n    {first}\n  db: {{image: d}}\n"),
        ("compose.override.yaml", $"services:\n  web:\n    {second}\n"),
        ("a.env", ""), ("b.env", "")).Service("web")!.Node(path)).Should().Be(expected);

    [Fact]
    public void Override_KeepsThePlaceOfWhatItSays()
    {
        ComposeProject project = Folder.ReadAll(("compose.yaml", "services:\n  web:\n    image: a\n    user: u\n"), ("compose.override.yaml", "services:\n  web:\n    user: v\n"));
        project.Service("web")!.Node("image")!.Place.ToString().Should().Be("compose.yaml:3");
        project.Service("web")!.Node("user")!.Place.ToString().Should().Be("compose.override.yaml:3");
        project.Service("web")!.Place.ToString().Should().Be("compose.yaml:2");
    }

    [Fact]
    public void Documents_OfOneFile_MergeAsFilesDo() =>
        Folder.Flow(Folder.Read("services: {web: {image: a, user: u}}\n---\nservices: {web: {image: b}}\n").Service("web")!.Tree).Should().Be("{image: b, user: u}");

    [Theory]
    [InlineData("volumes: {d: }", "volumes: {d: {driver: x}}", "volumes", "{d: {driver: x}}")]
    [InlineData("networks: {n: {ipam: {config: [{subnet: a, gateway: b}]}}}", "networks: {n: {ipam: {config: [{subnet: a, ip_range: c}, {subnet: e}]}}}", "networks.n.ipam.config",
        "[{subnet: a, gateway: b, ip_range: c}, {subnet: e}]")]
    [InlineData("x-a: [1]", "x-a: [2]", "x-a", "[<1>, <2>]")]
    [InlineData("secrets: {s: {file: a}}", "secrets: !reset {}", "secrets", "absent")]
    public void Override_OfTheTopLevel_MergesAsComposeDoes(string first, string second, string path, string expected) => Folder.Flow(Folder.ReadAll(
        ("compose.yaml", $"services: {{web: {{image: a}}}}\n{first}\n"), ("compose.override.yaml", $"services: {{}}\n{second}\n")).Node(path)).Should().Be(expected);

    [Fact]
    public void Override_OfAnotherKind_IsRefusedWithBothPlaces()
    {
        Action read = () => Folder.ReadAll(("compose.yaml", "services: {web: {image: a}}\nx-a: {b: 1}\n"), ("compose.override.yaml", "x-a: [1]\n"));
        read.Should().Throw<InputException>().WithMessage("compose.override.yaml:1: this would replace a mapping at compose.yaml:2 by a list*");
    }
}
