using Verification.Cli.Tests.Support;
using Verification.Fixtures;
using Verification.Fixtures.Attached;
using Verification.Fixtures.Hosting;
using Verification.Readiness.Verdicts;

namespace Verification.Cli.Tests.Program;

/// <summary>The command line on a deployment that runs; an embedded target, started apart, stands for it.</summary>
public sealed class AttachedTests(Clone clone) : IAsyncLifetime
{
    private Production? _production;

    [Fact]
    public async Task Run_AttachedWithWritesAccepted_AnswersAndLeavesNothing()
    {
        CliResult result = await RunAsync("run", "--target", "attached", "--accept-writes", "--only", "platform,security,ingest");

        result.LastLine.Should().StartWith("PARTIAL RUN PASSED ", "it said: {0}\n{1}", result.Errors, result.Output);
        result.Output.Should().ContainAll("This run writes into 127.0.0.1:", "projects named verification-...-", "at most 5 per second", "block").And.NotMatchRegex(@"\bGO\b");
        result.Output.Should().NotContain(_production!.Token, "a token is a secret");
        (await _production!.LeftAsync()).Should().BeEmpty();
        await Traces.ShouldVanishAsync(result.RunId);
    }

    [Fact]
    public async Task Run_NobodyCanBeAsked_WritesNothingAndSaysHow()
    {
        CliResult result = await RunAsync("run", "--target", "attached", "--only", "platform");

        result.ShouldRefuse(ExitCodes.Usage, "Nothing was written", "--accept-writes");
        (await _production!.LeftAsync()).Should().BeEmpty();
    }

    [Fact]
    public async Task Clean_AfterAKilledRun_LeavesNothingOfIt()
    {
        using (CliProcess run = CliProcess.Start(clone, ["run", "--target", "attached", "--accept-writes", "--only", "platform,sdk"], Environment))
        {
            await Eventually.Async(async _ => (await _production!.LeftAsync()).Count > 0, "the run to have a project there", TimeSpan.FromSeconds(60), ct: TestContext.Current.CancellationToken);
            run.Send("KILL");
            await Traces.ShouldVanishAsync(run.RunId);
        }

        IReadOnlyList<LeftThing> left = await _production!.LeftAsync();
        CliResult refused = await RunAsync("run", "--target", "attached", "--clean");
        CliResult cleaned = await RunAsync("run", "--target", "attached", "--clean", "--accept-writes");

        left.Should().NotBeEmpty();
        refused.ShouldRefuse(ExitCodes.Usage, "Nothing was written");
        cleaned.ExitCode.Should().Be(ExitCodes.GoOrPassed, "it said: {0}", cleaned.Errors);
        cleaned.Output.Should().ContainAll(left.Select(thing => thing.Name)).And.Contain($"Removed {left.Count}.");
        (await _production!.LeftAsync()).Should().BeEmpty();
        (await RunAsync("run", "--target", "attached", "--clean")).Output.Should().Contain("Nothing of ours is left");
    }

    [Fact]
    public async Task Run_AddressThatIsNoGlitchTip_SaysSoAndSendsNoToken()
    {
        CliResult result = await CliProcess.RunAsync(clone, ["run", "--target", "attached", "--accept-writes", "--only", "platform"], new Dictionary<string, string>(Environment) { ["VERIFICATION_URL"] = $"http://127.0.0.1:{Ports.Free()}" });

        result.ExitCode.Should().Be(ExitCodes.Inconclusive, "it said: {0}\n{1}", result.Errors, result.Output);
        result.Output.Should().Contain("does not answer as GlitchTip does").And.Contain("Check VERIFICATION_URL");
    }

    /// <inheritdoc/>
    public async ValueTask InitializeAsync() => _production = await Production.StartAsync();

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _production?.DisposeAsync() ?? ValueTask.CompletedTask;

    private Dictionary<string, string> Environment => _production!.Environment;

    private Task<CliResult> RunAsync(params string[] arguments) => CliProcess.RunAsync(clone, arguments, Environment);
}
