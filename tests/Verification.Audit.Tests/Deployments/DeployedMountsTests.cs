using FluentAssertions;
using Verification.Audit.Tests.Checks;
using Verification.Readiness.Catalogues;
using Xunit;

namespace Verification.Audit.Tests.Deployments;

/// <summary>What the services of a deployment have mounted, as those who start them are told.</summary>
public sealed class DeployedMountsTests
{
    private const string Compose =
        """
        services:
          web:
            image: glitchtip/glitchtip:v5.2.1
            volumes:
              - uploads:/code/uploads/
              - ./settings.ini:/etc/settings.ini:ro
              - ./plugins:/code/plugins
              - /var/run/docker.sock:/var/run/docker.sock
              - type: tmpfs
                target: /tmp
            secrets: [key, {source: key, target: own}]
            configs: [site, {source: site, target: /etc/site.txt}]
          redis:
            image: redis:7
        volumes:
          uploads:
        secrets:
          key: {file: ./key.txt}
        configs:
          site: {file: ./site.txt}
        """;

    [Fact]
    public void Read_Mounts_AreVolumesFilesOfTheFolderAndTheRest()
    {
        AuditedDeployment read = Read(new() { ["compose.yaml"] = Compose, ["settings.ini"] = "a = 1\n", ["plugins/one.py"] = "" });

        read.Services.Select(service => (service.Name, service.HasSecrets, service.HasConfigs)).Should().BeEquivalentTo([("web", true, true), ("redis", false, false)]);
        read.Services.Single(service => service.Name == "web").Given.Should().Equal("/run/secrets/key", "/run/secrets/own", "/site", "/etc/site.txt");
        read.Services.Single(service => service.Name == "web").Mounts.Should().Equal(
            new DeployedMount("uploads", "/code/uploads", ReadOnly: false, IsVolume: true),
            new DeployedMount("./settings.ini", "/etc/settings.ini", ReadOnly: true, IsVolume: false, "a = 1\n", "600"),
            new DeployedMount("./plugins", "/code/plugins", ReadOnly: false, IsVolume: false),
            new DeployedMount("/var/run/docker.sock", "/var/run/docker.sock", ReadOnly: false, IsVolume: false));
        read.Files.Should().Contain("settings.ini", "what was tested is in the digest");
    }

    [Theory]
    [InlineData("{test: curl -f http://127.0.0.1/, interval: 1m30s, timeout: 5s, start_period: 20s, retries: 4}", "CMD-SHELL|curl -f http://127.0.0.1/", 90.0, 5.0, 20.0, 4)]
    [InlineData("{test: [CMD, redis-cli, ping]}", "CMD|redis-cli|ping", null, null, null, null)]
    [InlineData("{interval: 10s}", "", 10.0, null, null, null)]
    [InlineData("{disable: true}", "NONE", null, null, null, null)]
    [InlineData("{test: [NONE]}", "NONE", null, null, null, null)]
    public void Read_HealthCheck_IsTheOneOfTheFiles(string check, string test, double? interval, double? timeout, double? start, int? retries)
    {
        DeployedHealth health = Read(new() { ["compose.yaml"] = $"services:\n  redis:\n    image: redis:7\n    healthcheck: {check}\n" }).Services.Single().Health!;

        (string.Join('|', health.Test), health.Interval, health.Timeout, health.StartPeriod, health.Retries).Should().Be((test, interval, timeout, start, retries));
    }

    [Fact]
    public void Read_NoHealthCheck_LeavesTheImages() => Read(new() { ["compose.yaml"] = "services:\n  redis:\n    image: redis:7\n" }).Services.Single().Health.Should().BeNull();

    private static AuditedDeployment Read(Dictionary<string, string> files) => Auditor.Read(
        new MemoryFiles(files, new Dictionary<string, string> { ["settings.ini"] = "600" }), new(CompromisedSecrets.Read("none", "salt: \"00000000000000000000000000000000\"\niterations: 1000\nsecrets: []\n"), null));
}
