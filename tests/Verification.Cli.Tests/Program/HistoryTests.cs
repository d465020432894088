using Verification.Cli.Tests.Support;
using Verification.Readiness.History;
using Verification.Readiness.Verdicts;

namespace Verification.Cli.Tests.Program;

/// <summary>What the program remembers of its runs, and what `compare` makes of it.</summary>
public sealed class HistoryTests : IDisposable
{
    private const string Hardened = "scenarios/deployments/hardened", Phase3 = "scenarios/deployments/phase3-review";

    // One of its own: other tests of the shared one add to its history.
    private readonly Clone _clone = Clone.OfCatalogue();

    private string History => Path.Combine(_clone.Root, "artifacts", "history.jsonl");

    public void Dispose() => _clone.Dispose();

    [Fact]
    public async Task Audit_ResultsGoElsewhere_IsRememberedInTheWorkTree()
    {
        await AuditAsync(Phase3);

        HistoryEntry entry = HistoryLog.Parse(File.ReadAllText(History)).Entries.Should().ContainSingle().Which;
        (entry.Verdict, entry.ExitCode, entry.Ended, entry.Target.Kind).Should().Be(("AUDIT FAILED", ExitCodes.NoGoOrFailed, RunEnd.Completed, Readiness.TargetKind.Files));
        entry.Checks.Should().HaveCountGreaterThan(90).And.ContainKey("BrokerPersists");
    }

    [Fact]
    public async Task Audit_SeveralAtOnce_EachHasItsLine()
    {
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => AuditAsync(Hardened)));

        HistoryLog log = HistoryLog.Parse(File.ReadAllText(History));
        log.Unread.Should().BeEmpty();
        log.Entries.Select(entry => entry.RunId).Should().HaveCount(4).And.OnlyHaveUniqueItems();
    }

    [Fact]
    public async Task Audit_HistoryCanNotBeWritten_IsSaidAndChangesNoVerdict()
    {
        Directory.CreateDirectory(History);

        CliResult result = await CliProcess.RunAsync(_clone, ["audit", Path.Combine(_clone.Root, Hardened), "--out", _clone.Fresh("out")]);

        result.ShouldRefuse(ExitCodes.GoOrPassed, "could not be added", "history.jsonl");
        result.LastLine.Should().StartWith("AUDIT PASSED");
    }

    [Fact]
    public async Task Compare_OtherFolders_ShowsOutcomesAndFiguresAndWritesMarkdown()
    {
        (string before, string after) = (await AuditAsync(Hardened), await AuditAsync(Phase3));
        string markdown = Path.Combine(_clone.Root, "comparison.md");

        CliResult result = await CliProcess.RunAsync(_clone, ["compare", before, after, "--markdown", markdown]);

        result.ExitCode.Should().Be(ExitCodes.NoGoOrFailed, "it is the later run's");
        result.Errors.Should().BeEmpty();
        result.Lines[0].Text.Should().StartWith("The targets differ: ");
        result.Output.Should().MatchRegex(@"\nBrokerPersists: Pass before, Fail now \(.+\); 0 .+ before, 1 .+ now: regression \(a count has no noise\)\n");
        result.LastLine.Should().StartWith("AUDIT PASSED · score 100 (A+) -> AUDIT FAILED · score ");
        File.ReadAllText(markdown).Should().StartWith("## Compared with ").And.Contain("| ✗ regression | BrokerPersists | ");
    }

    [Fact]
    public async Task Compare_HistoryHasADamagedLine_WarnsOnce()
    {
        string folder = await AuditAsync(Hardened);
        File.AppendAllText(History, "{\"cut o");

        CliResult result = await CliProcess.RunAsync(_clone, ["compare", folder, folder]);

        result.ShouldRefuse(ExitCodes.GoOrPassed, "history.jsonl: line 2 can't be read and is left out");
        result.Output.Should().MatchRegex(@"^Figures: \d+ the same\.\nAUDIT PASSED · score 100 \(A\+\) -> AUDIT PASSED · score 100 \(A\+\)$");
    }

    [Fact]
    public async Task Compare_HistoryOfAnotherName_MustBeThere()
    {
        string folder = await AuditAsync(Hardened);
        (await CliProcess.RunAsync(_clone, ["compare", folder, folder, "--history", "missing.jsonl"])).ShouldRefuse(ExitCodes.Usage, "--history missing.jsonl is not there");
        (await CliProcess.RunAsync(_clone, ["compare", folder, folder, "--history", History])).ExitCode.Should().Be(ExitCodes.GoOrPassed);
        File.Delete(History);
        (await CliProcess.RunAsync(_clone, ["compare", folder, folder])).Errors.Should().BeEmpty("a work tree without runs is nobody's mistake");
    }

    [Fact]
    public async Task Compare_MarkdownCanNotBeWritten_IsRefused()
    {
        string folder = await AuditAsync(Hardened);
        (await CliProcess.RunAsync(_clone, ["compare", folder, folder, "--markdown", "/proc/no/such.md"])).ShouldRefuse(ExitCodes.Usage, "--markdown /proc/no/such.md can't be written");
    }

    private async Task<string> AuditAsync(string deployment)
    {
        string folder = _clone.Fresh("audit");
        CliResult result = await CliProcess.RunAsync(_clone, ["audit", Path.Combine(_clone.Root, deployment), "--out", folder]);
        result.Errors.Should().BeEmpty();
        return folder;
    }
}
