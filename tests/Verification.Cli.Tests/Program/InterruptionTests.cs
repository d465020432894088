using Verification.Cli.Tests.Support;
using Verification.Readiness.Verdicts;

namespace Verification.Cli.Tests.Program;

public sealed class InterruptionTests(Clone clone)
{
    // While servers start and in the middle of the canary; tools/Verification.Endurance takes any moment.
    [Theory]
    [InlineData("INT", "start servers:")]
    [InlineData("TERM", "canary:")]
    [InlineData("HUP", "start servers:")]
    public async Task Run_Interrupted_IsInconclusiveWithItsReport(string signal, string moment)
    {
        (CliResult result, string folder) = await InterruptAsync(moment, [signal]);

        result.ExitCode.Should().Be(ExitCodes.Inconclusive, "it said: {0}\n{1}", result.Errors, result.Output);
        result.LastLine.Should().StartWith("REHEARSAL INCONCLUSIVE · score ").And.EndWith("report.html");
        result.Output.Should().Contain("it was interrupted");
        File.ReadAllText(Path.Combine(folder, "journal.jsonl")).Should().Contain("it was interrupted");
        File.ReadLines(Path.Combine(clone.Root, "artifacts", "history.jsonl")).Should().ContainSingle(line => line.Contains(result.RunId!)).Which.Should().Contain("\"ended\":\"interrupted\"");
        await ShouldBeWholeAsync(folder, ExitCodes.Inconclusive);
    }

    [Fact]
    public async Task Run_InterruptedTwice_EndsAtOnceWithItsReport()
    {
        (CliResult result, string folder) = await InterruptAsync("start servers:", ["INT", "INT"]);

        result.ExitCode.Should().Be(ExitCodes.Inconclusive, "it said: {0}\n{1}", result.Errors, result.Output);
        await ShouldBeWholeAsync(folder, ExitCodes.Inconclusive);
    }

    [Fact]
    public async Task Run_TimeIsOver_IsInconclusiveWithWhatWasSeen()
    {
        await Machine.NeedsServersAsync();
        string folder = clone.Fresh("timeout");

        CliResult result = await CliProcess.RunAsync(clone, ["run", "--timeout", "2s", "--out", folder]);

        result.ExitCode.Should().Be(ExitCodes.Inconclusive, "it said: {0}\n{1}", result.Errors, result.Output);
        result.Output.Should().Contain("--timeout (00:00:02) was over");
        await Traces.ShouldVanishAsync(result.RunId);
        await ShouldBeWholeAsync(folder, ExitCodes.Inconclusive);
    }

    private async Task<(CliResult Result, string Folder)> InterruptAsync(string moment, string[] signals)
    {
        await Machine.NeedsServersAsync();
        string folder = clone.Fresh("signal");
        using CliProcess run = CliProcess.Start(clone, ["run", "--out", folder]);
        await run.UntilAsync(moment);
        TimeSpan before = run.Lines[^1].At;
        foreach (string signal in signals)
        {
            run.Send(signal);
            await run.UntilAsync("interrupted");
        }

        CliResult result = await run.EndAsync();
        // One to two seconds when the machine is idle; the bound leaves room for one that is busy with other tests.
        (result.Took - before).Should().BeLessThan(TimeSpan.FromSeconds(40), "an end is not a whole run");
        await Traces.ShouldVanishAsync(result.RunId);
        return (result, folder);
    }

    private async Task ShouldBeWholeAsync(string folder, int exitCode)
    {
        CliResult verified = await CliProcess.RunAsync(clone, ["verify", folder]);
        verified.ExitCode.Should().Be(exitCode, verified.Errors);
        File.Exists(Path.Combine(folder, "report.html")).Should().BeTrue();
    }
}
