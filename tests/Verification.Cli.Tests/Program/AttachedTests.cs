using Verification.Cli.Tests.Support;
using Verification.Fixtures;
using Verification.Fixtures.Attached;
using Verification.Fixtures.Hosting;
using Verification.Fixtures.Processes;
using Verification.Fixtures.Runs;
using Verification.Fixtures.Targets;
using Verification.Readiness.Verdicts;

namespace Verification.Cli.Tests.Program;

/// <summary>The command line on a deployment that runs; an embedded target, started apart, stands for it.</summary>
public sealed class AttachedTests(Clone clone) : IAsyncLifetime
{
    private readonly SecretVault _vault = new();
    private readonly string _folder = Directory.CreateTempSubdirectory("attached-cli").FullName;
    private Supervisor? _supervisor;
    private RunJournal? _journal;
    private StandInDeployment? _production;

    private string Credentials => Path.Combine(_folder, "production.env");

    [Fact]
    public async Task Run_AttachedWithWritesAccepted_AnswersAndLeavesNothing()
    {
        CliResult result = await RunAsync("run", "--target", "attached", "--accept-writes", "--only", "platform,security,ingest");

        result.LastLine.Should().StartWith("PARTIAL RUN PASSED ", "it said: {0}\n{1}", result.Errors, result.Output);
        result.Output.Should().ContainAll("This run writes into 127.0.0.1:", "projects named verification-...-", "at most 5 per second", "block").And.NotMatchRegex(@"\bGO\b");
        result.Output.Should().NotContain(_production!.Settings.Token, "a token is a secret");
        (await LeftAsync()).Should().BeEmpty();
        await Traces.ShouldVanishAsync(result.RunId);
    }

    [Fact]
    public async Task Run_NobodyCanBeAsked_WritesNothingAndSaysHow()
    {
        CliResult result = await RunAsync("run", "--target", "attached", "--only", "platform");

        result.ShouldRefuse(ExitCodes.Usage, "Nothing was written", "--accept-writes");
        (await LeftAsync()).Should().BeEmpty();
    }

    [Fact]
    public async Task Clean_AfterAKilledRun_LeavesNothingOfIt()
    {
        using (CliProcess run = CliProcess.Start(clone, ["run", "--target", "attached", "--accept-writes", "--only", "platform,sdk"], Environment))
        {
            await Eventually.Async(async _ => (await LeftAsync()).Count > 0, "the run to have a project there", TimeSpan.FromSeconds(60), ct: TestContext.Current.CancellationToken);
            run.Send("KILL");
            await Traces.ShouldVanishAsync(run.RunId);
        }

        IReadOnlyList<LeftThing> left = await LeftAsync();
        CliResult refused = await RunAsync("run", "--target", "attached", "--clean");
        CliResult cleaned = await RunAsync("run", "--target", "attached", "--clean", "--accept-writes");

        left.Should().NotBeEmpty();
        refused.ShouldRefuse(ExitCodes.Usage, "Nothing was written");
        cleaned.ExitCode.Should().Be(ExitCodes.GoOrPassed, "it said: {0}", cleaned.Errors);
        cleaned.Output.Should().ContainAll(left.Select(thing => thing.Name)).And.Contain($"Removed {left.Count}.");
        (await LeftAsync()).Should().BeEmpty();
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
    public async ValueTask InitializeAsync()
    {
        await Machine.NeedsServersAsync();
        string id = RunRequest.NewRunId(TimeProvider.System);
        RepositoryLayout layout = RepositoryLayout.Find();
        _supervisor = await Supervisor.StartAsync(new SupervisorOptions(WorkDirectory.For($"{id}-production"), _folder) { Redact = _vault.Redact });
        _journal = new RunJournal(Path.Combine(_folder, "journal.jsonl"), _vault, TimeProvider.System);
        _production = await StandInDeployment.StartAsync(
            new EmbeddedOptions(id, _supervisor, await HostTools.DiscoverAsync(), layout.Program("tools", "Verification.ReferenceTarget"), _vault, _journal), TestContext.Current.CancellationToken);
        _production.Write(Credentials);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _production!.DisposeAsync();
        await _supervisor!.DisposeAsync();
        _journal!.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private Dictionary<string, string> Environment => new() { [AttachedSettings.FileVariable] = Credentials };

    private Task<CliResult> RunAsync(params string[] arguments) => CliProcess.RunAsync(clone, arguments, Environment);

    private async Task<IReadOnlyList<LeftThing>> LeftAsync()
    {
        Tenant tenant = await AttachedTenant.OpenAsync(_production!.Settings, "", _ => { }, TestContext.Current.CancellationToken);
        using Fixtures.Api.GlitchTipApi api = tenant.Api;
        return await AttachedTenant.LeftAsync(tenant, null, TestContext.Current.CancellationToken);
    }
}
