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
            secrets: [key]
            configs: [site]
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
        AuditedDeployment read = Auditor.Read(
            new MemoryFiles(new Dictionary<string, string> { ["compose.yaml"] = Compose, ["settings.ini"] = "a = 1\n", ["plugins/one.py"] = "" }, new Dictionary<string, string> { ["settings.ini"] = "600" }), new(CompromisedSecrets.Read("none", "salt: \"00000000000000000000000000000000\"\niterations: 1000\nsecrets: []\n"), null));

        read.Services.Select(service => (service.Name, service.HasSecrets, service.HasConfigs)).Should().BeEquivalentTo([("web", true, true), ("redis", false, false)]);
        read.Services.Single(service => service.Name == "web").Mounts.Should().Equal(
            new DeployedMount("uploads", "/code/uploads", ReadOnly: false, IsVolume: true),
            new DeployedMount("./settings.ini", "/etc/settings.ini", ReadOnly: true, IsVolume: false, "a = 1\n", "600"),
            new DeployedMount("./plugins", "/code/plugins", ReadOnly: false, IsVolume: false),
            new DeployedMount("/var/run/docker.sock", "/var/run/docker.sock", ReadOnly: false, IsVolume: false));
        read.Files.Should().Contain("settings.ini", "what was tested is in the digest");
    }
}
