using Verification.Cli.Tests.Support;
using Verification.Fixtures;
using Verification.Readiness.Verdicts;

namespace Verification.Cli.Tests.Program;

public sealed class SuiteDeathTests(Clone clone)
{
    // Before it has written anything, and with servers running.
    [Theory]
    [InlineData("; run ")]
    [InlineData("canary:")]
    public async Task Run_SuiteIsKilled_IsAFailureOfTheHarnessWithABundleThatSaysSo(string moment)
    {
        await Machine.NeedsServersAsync();
        string folder = clone.Fresh("killed");
        using CliProcess run = CliProcess.Start(clone, ["run", "--out", folder]);
        await run.UntilAsync(moment);
        await KillSuiteAsync(run);

        CliResult result = await run.EndAsync();

        result.ExitCode.Should().Be(ExitCodes.HarnessFailed, "it said: {0}\n{1}", result.Errors, result.Output);
        result.Output.Should().Contain("Not met: The harness itself failed: the acceptance suite ended early (exit 137)");
        File.ReadAllText(Path.Combine(folder, "journal.jsonl")).Should().Contain("the acceptance suite ended early (exit 137)");
        await Traces.ShouldVanishAsync(result.RunId);
        CliResult verified = await CliProcess.RunAsync(clone, ["verify", folder]);
        verified.ExitCode.Should().Be(ExitCodes.HarnessFailed);
        verified.Output.Should().Contain("Verified: REHEARSAL INCONCLUSIVE", "the second opinion agrees: {0}", verified.Errors);
        (await CliProcess.RunAsync(clone, ["report", folder])).ExitCode.Should().Be(ExitCodes.HarnessFailed);
    }

    // Its wrapper, which is a shell for a moment, has the same process id.
    private static async Task KillSuiteAsync(CliProcess run)
    {
        IReadOnlyList<int> suite = await Eventually.Async(
            _ => Task.FromResult(Traces.Running("Verification.Acceptance.dll", "-noLogo").Where(pid => IsOf(run, pid)).ToList()),
            found => found.Count > 0, "the suite to run", TimeSpan.FromSeconds(20), TimeSpan.FromMilliseconds(20));
        using System.Diagnostics.Process process = System.Diagnostics.Process.GetProcessById(suite[0]);
        process.Kill();
    }

    private static bool IsOf(CliProcess run, int pid) =>
        Traces.EnvironmentOf(pid).TryGetValue("VERIFICATION_RUN", out string? work) && work.Contains(run.RunId!, StringComparison.Ordinal)
        && !Traces.Running("/bin/sh").Contains(pid);
}
