using System.Text.Json;
using Verification.Cli.Tests.Support;
using Verification.Fixtures.Runs;
using Verification.Readiness;
using Verification.Readiness.Backup;
using Verification.Readiness.Catalogues;
using Verification.Readiness.Verdicts;

namespace Verification.Cli.Tests.Program;

public sealed class RunbookTests : IDisposable
{
    private static readonly string[] Pages = ["report.md", "report.html", "runbook.md", "runbook.html", "verdict.json", "manifest.json"];
    private readonly Clone _clone = Clone.OfCatalogue();

    [Fact]
    public async Task Report_OfARunThatRecovered_WritesTheRunbookAgainAsItWas()
    {
        RunDirectory directory = Written(Recovered());
        Dictionary<string, string> before = Pages.ToDictionary(page => page, page => File.ReadAllText(directory.File(page)));

        CliResult report = await CliProcess.RunAsync(_clone, ["report", directory.Path]);

        report.ExitCode.Should().Be(ExitCodes.Inconclusive, "no check was asked");
        Pages.Should().OnlyContain(page => File.ReadAllText(directory.File(page)) == before[page]);
        before["runbook.md"].Should().StartWith("# Runbook (rehearsal): restore reference target from a backup").And.Contain("    pg_restore --dbname=restored database.dump\n");
        before["manifest.json"].Should().Contain("\"runbook.html\"");
    }

    [Fact]
    public async Task Report_RunbookWasAltered_Refuses()
    {
        RunDirectory directory = Written(Recovered());
        File.AppendAllText(directory.File("runbook.md"), "x");

        (await CliProcess.RunAsync(_clone, ["report", directory.Path])).ShouldRefuse(ExitCodes.HarnessFailed, "runbook.md was changed");
    }

    [Theory]
    [InlineData(false, true)]
    [InlineData(true, false)]
    public void Bundle_WithoutAnArchiveOrARecovery_HasNoRunbook(bool archive, bool recovery)
    {
        BackupRecord whole = Recovered();
        RunDirectory directory = Written(whole with { Archive = archive ? whole.Archive : null, Recovery = recovery ? whole.Recovery : [] });

        File.Exists(directory.File("runbook.md")).Should().BeFalse();
        File.Exists(directory.File("runbook.html")).Should().BeFalse();
        File.ReadAllText(directory.File("report.md")).Should().Contain("## Backup and restore");
    }

    public void Dispose() => _clone.Dispose();

    private RunDirectory Written(BackupRecord backup)
    {
        DateTimeOffset start = new(2026, 5, 4, 12, 0, 0, TimeSpan.Zero);
        RunDirectory directory = new(_clone.Fresh("runbook"));
        Directory.CreateDirectory(directory.Path);
        Catalogue catalogue = Catalogue.Of([], [], []);
        RunRecord run = new()
        {
            RunId = "run-1", Scope = RunScope.Rehearsal, Target = new(TargetKind.Embedded, "a test", "reference target", "5.2.0", "sha256:x", []), StartedAt = start, EvaluatedAt = start,
            Commit = "0123abcd", WorkTreeDirty = false, Seed = 7, Host = new(2, 4L << 30, "Linux", ""), Backup = backup,
        };
        directory.Write("catalogue.json", JsonSerializer.Serialize(catalogue, Json.Document));
        directory.Write("run.json", JsonSerializer.Serialize(run, Json.Document));
        directory.Write("evidence.jsonl", "");
        BundleWriter.Render(directory, catalogue, run);
        return directory;
    }

    private static BackupRecord Recovered() => new()
    {
        Procedure = "backup.sh", Server = "PostgreSQL 15.18", Tools = "pg_dump 15.18", Source = ["1 event"], Archive = new("database.dump", "pg_dump custom", 10, 50, 5, "SHA256SUMS"),
        Point = new(2, 1, 0, 1, DateTimeOffset.UnixEpoch, null, 5, 24), Recovery = [new("restore", "It is restored.", "pg_restore --dbname=restored database.dump", 12.5)], BytesPerEvent = null,
        NotInTheDump = [], Cases = [], Faults = [], Retention = null, Rotation = [], Problem = null,
    };
}
