using FluentAssertions;
using Verification.Fixtures.Processes;
using Xunit;

namespace Verification.Audit.Tests.Deployments;

/// <summary>monitor.sh of the hardened deployment: silent while all is well, one alert that names every problem otherwise.</summary>
[Collection(DeploymentScripts.Name)]
public sealed class MonitorScriptTests(ScriptHost host)
{
    [Fact]
    public async Task Monitor_AllWell_IsSilent()
    {
        using HardenedCopy copy = Healthy();
        ToolResult result = await copy.RunAsync("monitor.sh");

        result.ExitCode.Should().Be(0, result.StandardError);
        result.StandardOutput.Should().Contain("all well: memory 79%, disk 41%");
        copy.Alerts.Calls.Should().BeEmpty();
    }

    [Theory]
    [InlineData("worker", "running unhealthy", "worker is running unhealthy")]
    [InlineData("web", "restarting unhealthy", "web is restarting unhealthy")]
    [InlineData("postgres", "running starting", "postgres is running starting")]
    [InlineData("redis", null, "redis is absent")]
    [InlineData("proxy", "", "proxy is unknown")]
    public async Task Monitor_ContainerIsNotHealthy_SaysWhich(string service, string? state, string problem)
    {
        using HardenedCopy copy = Healthy();
        copy.Container(service, state);
        await FailsAsync(copy, problem);
    }

    [Fact]
    public async Task Monitor_MemoryAtItsBudget_Alerts()
    {
        using HardenedCopy copy = Healthy();
        copy.Program("free", Free(available: 200));
        await FailsAsync(copy, "memory is at 80%");
    }

    [Fact]
    public async Task Monitor_OneDiskNearlyFull_Alerts()
    {
        using HardenedCopy copy = Healthy();
        copy.Program("df", "#!/bin/sh\nprintf 'Use%%\\n 12%%\\n 93%%\\n'\n");
        await FailsAsync(copy, "disk is at 93%");
    }

    [Fact]
    public async Task Monitor_NewestBackupIsTooOld_Alerts()
    {
        using HardenedCopy copy = Healthy();
        Directory.SetLastWriteTimeUtc(Path.Combine(copy.Backups, "glitchtip-20261120T030000Z"), DateTime.UtcNow.AddHours(-27));
        await FailsAsync(copy, "no backup of the last 26 hours");
    }

    [Fact]
    public async Task Monitor_DeliveryFails_Alerts()
    {
        using HardenedCopy copy = Healthy();
        copy.Program("curl", "#!/bin/sh\nexit 22\n");
        ToolResult result = await copy.RunAsync("monitor.sh");

        result.ExitCode.Should().Be(1);
        result.StandardError.Should().Contain("PROBLEM: an event sent did not come back").And.Contain("the alert did not get out");
    }

    [Fact]
    public async Task Monitor_SeveralProblems_AreOneAlert()
    {
        using HardenedCopy copy = Healthy();
        copy.Container("web", null);
        copy.Container("worker", "exited unhealthy");
        copy.Program("free", Free(available: 0));
        await FailsAsync(copy, "web is absent; worker is exited unhealthy; memory is at 100%");
    }

    [Fact]
    public async Task Monitor_CannotLook_IsAProblemToo()
    {
        using HardenedCopy copy = Healthy();
        copy.Program("df", "#!/bin/sh\nexit 1\n");
        await FailsAsync(copy, "the monitor itself failed");
    }

    private static async Task FailsAsync(HardenedCopy copy, string problem)
    {
        ToolResult result = await copy.RunAsync("monitor.sh");
        result.ExitCode.Should().Be(1);
        copy.Alerts.Calls.Should().ContainSingle().Which.Body.Should().Contain(problem);
        result.StandardError.Should().Contain($"PROBLEM: {problem}");
    }

    private static string Free(int available) =>
        $"#!/bin/sh\necho '       total used free shared buff/cache available'\necho 'Mem:   1000 700 50 1 250 {available}'\n";

    // The probe of delivery has tests of its own.
    private HardenedCopy Healthy()
    {
        HardenedCopy copy = host.Copy(withDatabase: false);
        foreach (string service in new[] { "proxy", "web", "worker", "postgres", "redis" })
        {
            copy.Container(service, "running healthy");
        }

        Directory.CreateDirectory(Path.Combine(copy.Backups, "glitchtip-20261120T030000Z"));
        copy.Program("free", Free(available: 210));
        copy.Program("df", "#!/bin/sh\nprintf 'Use%%\\n 41%%\\n 12%%\\n'\n");
        File.WriteAllText(Path.Combine(copy.Folder, "smoke-test.sh"), "#!/bin/sh\n[ \"$1\" = --no-alert ] && curl --version > /dev/null\n");
        return copy;
    }
}
