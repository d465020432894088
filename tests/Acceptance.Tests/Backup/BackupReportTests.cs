using FluentAssertions;
using Verification.Acceptance.Backup;
using Verification.Fixtures.Backup;
using Verification.Fixtures.Sql;
using Verification.Fixtures.Sql.Fingerprints;
using Verification.Readiness.Backup;
using Xunit;

namespace Verification.Acceptance.Tests.Backup;

public sealed class BackupReportTests
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 20, 12, 0, 0, TimeSpan.Zero);

    private static readonly RestoreRun Restored = new()
    {
        Database = "restored", Archive = new(true, "read to its end", true), Restore = new(true, 0, "", TimeSpan.Zero), HoldsCanary = true, Differences = [], SchemaDrift = [],
        Indexes = new(true, "", 5, [], []), Events = new HashSet<string> { "a", "b" }, Phases = [new("restore", "", "", 10)], Cases = [new("a full database", "refused", true)],
    };

    private static FoundBackup Backup(params string[] files) => new("glitchtip", "glitchtip/db.dump", ArchiveFormat.Custom, "", 500, Noon, files);

    // Five events a second apart; the disaster comes after the last.
    private static SourceRun Source(FoundBackup? backup) => new()
    {
        Known = new()
        {
            Project = null!, Browser = null!, Keys = [], Slugs = new Dictionary<string, string>(), Shown = new Dictionary<string, System.Text.Json.JsonElement>(), RepeatedIssue = "1", ResolvedIssue = "2", IgnoredIssue = "3",
            Held = ["14 users"], BytesPerEvent = 1200,
        },
        Canary = new("a", Noon), CanaryText = "canary", Procedure = "backup.sh", Server = "PostgreSQL 15.18", Tools = "pg_dump 15.18", Script = new(0, "", "", TimeSpan.FromSeconds(2), []), Backup = backup,
        Snapshot = null, After = null!, DatabaseBytes = 9000, Written = [.. "abcde".Select((letter, index) => new Acknowledged($"{letter}", Noon.AddSeconds(index)))], Queued = 3,
        Begun = Noon, Disaster = Noon.AddSeconds(6), Yesterday = null, Identity = new DatabaseIdentity(1), Moved = ["backups lie elsewhere"], ReadAs = null,
    };

    [Fact]
    public void Of_NothingCameAbout_IsEmptyAndSaysWhy()
    {
        BackupReport.Of(null, null, null, null, null, null, "the server did not start").Should().BeEquivalentTo(new BackupRecord
        {
            Procedure = "", Server = "", Tools = "", Source = [], Archive = null, Point = null, Recovery = [], BytesPerEvent = null, NotInTheDump = [], Cases = [], Faults = [], Retention = null, Rotation = [],
            Problem = "the server did not start",
        });
        BackupReport.Of(null, null, null, null, null, null, null).Problem.Should().BeNull();
    }

    [Theory]
    [InlineData("whole", "function", "practice", "whole")]
    [InlineData(null, "function", "practice", "function")]
    [InlineData(null, null, "practice", "practice")]
    [InlineData(null, null, null, null)]
    public void Of_SeveralProblems_TellsTheWidest(string? whole, string? function, string? practice, string? told) =>
        BackupReport.Of(null, null, new() { Problem = function }, new() { Problem = practice }, null, null, whole).Problem.Should().Be(told);

    [Fact]
    public void Of_Everything_AccountsForEachEventAcknowledged()
    {
        BackupRecord record = BackupReport.Of(
            Source(Backup("db.dump", "uploads.tar")), Restored, new() { FromQueue = new HashSet<string> { "c", "stranger" }, KeepsSecretKey = true, Phases = [new("start", "", "", 20)] },
            new() { IntervalHours = 24, Faults = [new("disk full", "ended with 1", true)] }, null, new(["rotated"], [], 7, null), null);
        record.Point.Should().Be(new RecoveryPoint(5, 2, 1, 2, Noon.AddSeconds(4), Noon.AddSeconds(1), 3000, 24));
        record.Archive.Should().Be(new ArchiveRecord("glitchtip", "pg_dump custom", 500, 9000, 2000, "read to its end"));
        record.Source.Should().Equal("14 users", "backups lie elsewhere");
        record.Recovery.Select(phase => phase.Name).Should().Equal("restore", "start");
        record.Cases.Should().Equal(new RestoreCase("an empty database", "identical to the source", true, MustSucceed: true), new RestoreCase("a full database", "refused", true));
        record.NotInTheDump.Select(stake => $"{stake.AtStake}: {stake.Kept}").Should().Equal(
            "3 when the disaster came: 2 came back, because Redis had survived; with the machine they are gone", "1 was open: still valid, because Redis and SECRET_KEY had survived",
            "not in any dump of the database: an archive of them stands beside the dump", "not in any dump of the database: keep them where the backups are not");
        (record.Rotation.Single(), record.Faults.Single().Fault, record.BytesPerEvent).Should().Be(("rotated", "disk full", 1200.0));
    }

    [Fact]
    public void Of_OnlyTheSource_PromisesNothing()
    {
        BackupRecord record = BackupReport.Of(Source(Backup("db.dump")), null, null, null, null, null, null);
        (record.Point, record.Cases.Count, record.Recovery.Count, record.Archive!.Verified).Should().Be((null, 0, 0, ""));
        record.NotInTheDump.Select(stake => stake.Kept).Should().Equal("not looked", "not looked", "the backup holds none", "keep them where the backups are not");
        BackupReport.Of(Source(null), null, null, null, null, null, null).Archive.Should().BeNull();
    }

    public static TheoryData<string, string, bool?> Restorations => new()
    {
        { "faithful", "identical to the source", true },
        { "different", "different from the source", false },
        { "another schema", "different from the source", false },
        { "unsound indexes", "different from the source", false },
        { "indexes not verified", "identical to the source", true },
        { "not compared", "restored; not compared, because the dump offers no snapshot", null },
        { "no canary", "it is not a dump of this source at this time", false },
        { "not restored", "pg_restore: role \"glitchtip\" does not exist", false },
        { "not tried", "it could not be restored", false },
        { "no archive", "the archive is not whole", false },
    };

    [Theory]
    [MemberData(nameof(Restorations))]
    public void Of_Restored_SaysHowItIsAndGivesAPointOnlyOfARealRestore(string what, string result, bool? good)
    {
        RestoreRun run = what switch
        {
            "different" => Restored with { Differences = [new(FingerprintPart.Table, "issue", "one row less")] },
            "another schema" => Restored with { SchemaDrift = [new(FingerprintPart.Schema, "issue", "changed while the dump was made")] },
            "unsound indexes" => Restored with { Indexes = new(true, "", 5, [], ["an index is unsound"]) },
            "indexes not verified" => Restored with { Indexes = null },
            "not compared" => Restored with { Differences = null, SchemaDrift = null },
            "no canary" => Restored with { HoldsCanary = null },
            "not restored" => Restored with { Restore = new(false, 1, "pg_restore: role \"glitchtip\" does not exist", TimeSpan.Zero) },
            "not tried" => Restored with { Restore = null },
            "no archive" => Restored with { Archive = null },
            _ => Restored,
        };
        BackupRecord record = BackupReport.Of(Source(Backup()), run, null, null, null, null, null);
        record.Cases[0].Should().Be(new RestoreCase("an empty database", result, good, MustSucceed: true));
        (record.Point is null).Should().Be(run.Problem is not null);
    }

    [Fact]
    public void Of_NoneOfTheEventsWasRestored_LosesAllSinceTheFirst() =>
        BackupReport.Of(Source(Backup()), Restored with { Events = new HashSet<string>() }, null, null, null, null, null).Point.Should().Be(new RecoveryPoint(5, 0, 0, 5, Noon.AddSeconds(4), null, 4000, null));
}
