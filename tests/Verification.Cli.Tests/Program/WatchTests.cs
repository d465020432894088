using Verification.Cli.Tests.Support;
using Verification.Fixtures.Attached;
using Verification.Readiness.Verdicts;

namespace Verification.Cli.Tests.Program;

/// <summary>A real watch of a real deployment, in half a minute; an embedded target, started apart, is watched.</summary>
public sealed class WatchTests(Clone clone) : IAsyncLifetime
{
    private Production? _production;

    private string Folder => Path.Combine(_production!.Folder, "watch");

    private string Messages => Path.Combine(_production!.Folder, "messages");

    // Long enough that the start of a process on a machine which is busy with other tests is no gap.
    private string[] Command => ["watch", "--for", "60s", "--check-every", "30s", "--canary-every", "30s", "--out", Folder, "--accept-writes", "--notify-command", $"cat >>'{Messages}'"];

    private Dictionary<string, string> Environment => _production!.Environment;

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
        (await _production!.LeftAsync()).Should().BeEmpty();
        File.ReadAllText(Path.Combine(Folder, "metrics.prom")).Should().Contain("watch_complete 1\n").And.EndWith("# EOF\n");
        File.ReadAllText(Messages).Should().Contain("MILESTONE");
        string[] written = [.. Directory.EnumerateFiles(Folder).Append(Messages).Select(File.ReadAllText)];
        written.Should().HaveCount(5).And.NotContain(text => text.Contains(_production!.Token, StringComparison.Ordinal), "a token is a secret");
    }

    [Fact]
    public async Task Watch_Interrupted_IsInconclusive_AndCanBeCleaned()
    {
        using CliProcess watch = CliProcess.Start(clone, Command, Environment);
        await watch.UntilAsync("canary 0:");
        watch.Send("INT");
        CliResult result = await watch.EndAsync();
        IReadOnlyList<LeftThing> left = await _production!.LeftAsync();
        CliResult other = await CliProcess.RunAsync(clone, ["watch", "--for", "48s", .. Command[3..]], Environment);
        CliResult cleaned = await CliProcess.RunAsync(clone, ["watch", "--clean", "--out", Folder], Environment);

        result.ExitCode.Should().Be(ExitCodes.Inconclusive, "it said: {0}\n{1}", result.Errors, result.Output);
        result.LastLine.Should().StartWith("REHEARSAL WATCH INCONCLUSIVE");
        result.Output.Should().Contain("Ended early (Ctrl-C)");
        left.Should().ContainSingle();
        other.ShouldRefuse(ExitCodes.Usage, "was begun with --for 00:01:00", "--out");
        cleaned.ExitCode.Should().Be(ExitCodes.GoOrPassed, cleaned.Errors);
        (await _production!.LeftAsync()).Should().BeEmpty();
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
        (await _production!.LeftAsync()).Should().BeEmpty();
    }

    /// <inheritdoc/>
    public async ValueTask InitializeAsync() => _production = await Production.StartAsync();

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _production?.DisposeAsync() ?? ValueTask.CompletedTask;
}
