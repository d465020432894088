using Verification.Cli.Tests.Support;
using Verification.Fixtures;
using Verification.Fixtures.Attached;
using Verification.Fixtures.Hosting;
using Verification.Fixtures.Processes;
using Verification.Fixtures.Runs;
using Verification.Fixtures.Targets;
using Verification.Readiness.Verdicts;

namespace Verification.Cli.Tests.Program;

/// <summary>A real watch of a real deployment, in half a minute; an embedded target, started apart, is watched.</summary>
public sealed class WatchTests(Clone clone) : IAsyncLifetime
{
    private readonly SecretVault _vault = new();
    private readonly string _temporary = Directory.CreateTempSubdirectory("watch-cli").FullName;
    private Supervisor? _supervisor;
    private RunJournal? _journal;
    private StandInDeployment? _production;

    private string Folder => Path.Combine(_temporary, "watch");

    private string Messages => Path.Combine(_temporary, "messages");

    // Long enough that the start of a process on a machine which is busy with other tests is no gap.
    private string[] Command => ["watch", "--for", "60s", "--check-every", "30s", "--canary-every", "30s", "--out", Folder, "--accept-writes", "--notify-command", $"cat >>'{Messages}'"];

    private Dictionary<string, string> Environment => new() { [AttachedSettings.FileVariable] = Path.Combine(_temporary, "production.env") };

    [Fact]
    public async Task Watch_KilledInTheMiddle_GoesOnAndLeavesNothing()
    {
        using (CliProcess first = CliProcess.Start(clone, Command, Environment))
        {
            await first.UntilAsync("canary 0:");
            first.Send("KILL");
            await first.EndAsync();
        }

        CliResult result = await CliProcess.RunAsync(clone, Command, Environment);

        result.Output.Should().ContainAll(
            "it had not ended by itself", "✓ pass  WatchIsUnbroken: ", "The watch itself was started 2 times", "✓ pass  EveryCanaryIsCaptured: All 3 test events", "✓ pass  UptimeIsUnbroken", "✓ pass  NoRestartDuringWatch: web, worker");
        result.LastLine.Should().StartWith("REHEARSAL WATCH ", result.Errors).And.NotContain("INCONCLUSIVE");
        result.Output.Should().NotMatchRegex(@"\bGO\b");
        (await LeftAsync()).Should().BeEmpty();
        File.ReadAllText(Path.Combine(Folder, "metrics.prom")).Should().Contain("watch_complete 1\n").And.EndWith("# EOF\n");
        File.ReadAllText(Messages).Should().Contain("MILESTONE");
        string[] written = [.. Directory.EnumerateFiles(Folder).Append(Messages).Select(File.ReadAllText)];
        written.Should().HaveCount(5).And.NotContain(text => text.Contains(_production!.Settings.Token, StringComparison.Ordinal), "a token is a secret");
    }

    [Fact]
    public async Task Watch_Interrupted_IsInconclusive_AndCanBeCleaned()
    {
        using CliProcess watch = CliProcess.Start(clone, Command, Environment);
        await watch.UntilAsync("canary 0:");
        watch.Send("INT");
        CliResult result = await watch.EndAsync();
        IReadOnlyList<LeftThing> left = await LeftAsync();
        CliResult other = await CliProcess.RunAsync(clone, ["watch", "--for", "48s", .. Command[3..]], Environment);
        CliResult cleaned = await CliProcess.RunAsync(clone, ["watch", "--clean", "--out", Folder], Environment);

        result.ExitCode.Should().Be(ExitCodes.Inconclusive, "it said: {0}\n{1}", result.Errors, result.Output);
        result.LastLine.Should().StartWith("REHEARSAL WATCH INCONCLUSIVE");
        result.Output.Should().Contain("Ended early (Ctrl-C)");
        left.Should().ContainSingle();
        other.ShouldRefuse(ExitCodes.Usage, "was begun with --for 00:01:00", "--out");
        cleaned.ExitCode.Should().Be(ExitCodes.GoOrPassed, cleaned.Errors);
        (await LeftAsync()).Should().BeEmpty();
    }

    [Fact]
    public async Task Watch_DiskFillsUp_EndsWithOneClearSentence()
    {
        using SmallDisk disk = SmallDisk.Make(clone, 16);
        string folder = Path.Combine(disk.Path, "w");

        CliResult result = await CliProcess.RunAsync(clone, ["watch", "--for", "60s", "--check-every", "2s", "--canary-every", "30s", "--out", folder, "--accept-writes"], Environment);

        result.ShouldRefuse(ExitCodes.HarnessFailed, "make room and start the watch again with the same --out");
    }

    [Fact]
    public async Task Watch_NobodyCanBeAsked_WritesNothing()
    {
        CliResult result = await CliProcess.RunAsync(clone, ["watch", "--out", Folder], Environment);

        result.ShouldRefuse(ExitCodes.Usage, "Nothing was written", "--accept-writes");
        (await LeftAsync()).Should().BeEmpty();
    }

    /// <inheritdoc/>
    public async ValueTask InitializeAsync()
    {
        await Machine.NeedsServersAsync();
        string id = RunRequest.NewRunId(TimeProvider.System);
        RepositoryLayout layout = RepositoryLayout.Find();
        _supervisor = await Supervisor.StartAsync(new SupervisorOptions(WorkDirectory.For(id), _temporary) { Redact = _vault.Redact }, TestContext.Current.CancellationToken);
        _journal = new(Path.Combine(_temporary, "journal.jsonl"), _vault, TimeProvider.System);
        _production = await StandInDeployment.StartAsync(
            new EmbeddedOptions(id, _supervisor, await HostTools.DiscoverAsync(ct: TestContext.Current.CancellationToken), layout.Program("tools", "Verification.ReferenceTarget"), _vault, _journal), TestContext.Current.CancellationToken);
        _production.Write(Path.Combine(_temporary, "production.env"));
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        foreach (IAsyncDisposable part in new IAsyncDisposable?[] { _production, _supervisor }.OfType<IAsyncDisposable>())
        {
            await part.DisposeAsync();
        }

        _journal?.Dispose();
        Directory.Delete(_temporary, recursive: true);
    }

    private async Task<IReadOnlyList<LeftThing>> LeftAsync()
    {
        Tenant tenant = await AttachedTenant.OpenAsync(_production!.Settings, "", _ => { }, TestContext.Current.CancellationToken);
        using Verification.Fixtures.Api.GlitchTipApi api = tenant.Api;
        return await AttachedTenant.LeftAsync(tenant, null, TestContext.Current.CancellationToken);
    }
}
