using Verification.Cli.Tests.Support;
using Verification.Readiness.Verdicts;

namespace Verification.Cli.Tests.Program;

public sealed class ScopeTests(Clone clone)
{
    [Fact]
    public async Task Run_PartForTheDecision_IsInconclusiveAndPrintsEveryUnmetCondition()
    {
        CliResult result = await RunAsync("--only", "security", "--gate");

        result.ExitCode.Should().Be(ExitCodes.Inconclusive, "it said: {0}\n{1}", result.Errors, result.Output);
        result.LastLine.Should().StartWith("PARTIAL REHEARSAL INCONCLUSIVE · ");
        result.Output.Should().ContainAll(
            "Not met: --gate needs the container or the attached target", "Not met: --gate needs the whole catalogue", "Not met: --gate needs a clean work tree");
    }

    [Fact]
    public async Task Run_OneAreaWithADefectInIt_FailsAndNamesTheCheck()
    {
        // Given before the command as well as after it.
        CliResult result = await RunAsync("--defect", "open-sign-up", "run", "--only", "security");

        result.ExitCode.Should().Be(ExitCodes.NoGoOrFailed, "it said: {0}\n{1}", result.Errors, result.Output);
        result.LastLine.Should().StartWith("PARTIAL REHEARSAL FAILED · ");
        result.Output.Should().Contain("Blockers: 1").And.Contain("SignUpIsClosed").And.NotMatchRegex(@"\bGO\b");
    }

    [Fact]
    public async Task Run_NoNode_IsInconclusiveAndSaysWhatWasNotExercised()
    {
        await Machine.NeedsServersAsync();
        string tools = Directory.CreateDirectory(clone.Fresh("tools")).FullName, folder = clone.Fresh("nonode");
        foreach (string tool in new[] { "redis-server", "valkey-server" })
        {
            if (new Fixtures.Hosting.HostSearch().Find(tool) is string found)
            {
                File.CreateSymbolicLink(Path.Combine(tools, tool), found);
            }
        }

        CliResult result = await CliProcess.RunAsync(clone, ["run", "--only", "sdk", "--out", folder], new Dictionary<string, string> { ["PATH"] = tools });

        result.ExitCode.Should().Be(ExitCodes.Inconclusive, "it said: {0}\n{1}", result.Errors, result.Output);
        result.LastLine.Should().StartWith("PARTIAL REHEARSAL INCONCLUSIVE · ");
        File.ReadAllText(Path.Combine(folder, "run.json")).Should().Contain("node is not in PATH; install Node.js");
        File.ReadAllText(Path.Combine(folder, "report.md")).Should().Contain("Not exercised").And.Contain("node is not in PATH");
        (await CliProcess.RunAsync(clone, ["verify", folder])).ExitCode.Should().Be(ExitCodes.Inconclusive);
        await Traces.ShouldVanishAsync(result.RunId);
    }

    [Fact]
    public async Task Run_NoPostgres_IsRefusedBeforeAnythingStarts()
    {
        string empty = Directory.CreateDirectory(clone.Fresh("empty")).FullName;

        CliResult result = await CliProcess.RunAsync(clone, ["run"], new Dictionary<string, string> { ["PG_BIN"] = empty });

        result.ShouldRefuse(ExitCodes.Usage, "needs postgresql", "PG_BIN", "point it at");
        result.RunId.Should().BeNull();
    }

    [Fact]
    public async Task Run_NoRedis_IsRefusedBeforeAnythingStarts()
    {
        await Machine.NeedsServersAsync();
        string empty = Directory.CreateDirectory(clone.Fresh("empty")).FullName;

        CliResult result = await CliProcess.RunAsync(clone, ["run"], new Dictionary<string, string> { ["PATH"] = empty });

        result.ShouldRefuse(ExitCodes.Usage, "needs redis", "install");
        result.RunId.Should().BeNull();
    }

    private async Task<CliResult> RunAsync(params string[] arguments)
    {
        await Machine.NeedsServersAsync();
        CliResult result = await CliProcess.RunAsync(clone, [.. arguments, "--out", clone.Fresh("scope")]);
        await Traces.ShouldVanishAsync(result.RunId);
        return result;
    }
}
