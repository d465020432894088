using System.Text.Json;
using Verification.Cli.Tests.Support;
using Verification.Readiness.Verdicts;

namespace Verification.Cli.Tests.Program;

/// <summary>A run of the load plans as a user starts it. What the figures are is not asked here: other tests share the machine.</summary>
[Collection(nameof(LoadTests))]
[CollectionDefinition(nameof(LoadTests), DisableParallelization = true)]
public sealed class LoadTests(Clone clone)
{
    [Fact]
    public async Task Run_OnlyLoad_LeavesRecordsThatTheSecondEvaluatorConfirms()
    {
        await Machine.NeedsServersAsync();
        await Machine.NeedsNodeAsync();
        string folder = clone.Fresh("load");

        CliResult result = await CliProcess.RunAsync(clone, ["run", "--only", "load", "--scale", "0.001", "--out", folder]);

        result.ExitCode.Should().BeOneOf([0, 2], "a busy machine may make an answer inconclusive, never wrong: {0}\n{1}", result.Output, result.Errors);
        (await CliProcess.RunAsync(clone, ["verify", folder])).ExitCode.Should().Be(0);
        VerdictDocument verdict = JsonSerializer.Deserialize<VerdictDocument>(File.ReadAllText(Path.Combine(folder, "verdict.json")), Readiness.Json.Document)!;
        verdict.Load!.Plans.Select(plan => plan.Plan).Should().Equal("warm-up", "soak", "burst-100", "burst-2000", "staged", "knee", "sdk-burst", "flood");
        verdict.Load.Plans.Should().OnlyContain(plan => plan.Sent > 0 && plan.Accepted > 0 && plan.Stored > 0);
        verdict.Ledger!.Sent.Should().Be(verdict.Load.Plans.Sum(plan => plan.Sent));
        File.ReadAllText(Path.Combine(folder, "report.html")).Should().Contain("Load and memory").And.Contain("<svg");
        File.Exists(Path.Combine(folder, "load", "3-burst-100", "outcomes.bin")).Should().BeTrue();
        await Traces.ShouldVanishAsync(result.RunId);
    }
}
