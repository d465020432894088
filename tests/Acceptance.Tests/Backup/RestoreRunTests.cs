using FluentAssertions;
using Verification.Acceptance.Backup;
using Verification.Fixtures.Backup;
using Verification.Fixtures.Sql.Fingerprints;
using Xunit;

namespace Verification.Acceptance.Tests.Backup;

public sealed class RestoreRunTests
{
    private static readonly ArchiveState?[] Archives = [null, new(false, "broken off", true), new(true, "read to its end", true)];
    private static readonly RestoreState?[] Restores = [null, new(false, 1, "an error", TimeSpan.Zero), new(true, 0, "", TimeSpan.Zero)];
    private static readonly bool?[] Canaries = [null, false, true];
    private static readonly IReadOnlyList<FingerprintDifference>?[] Differences = [null, [], [new(FingerprintPart.Table, "issue", "one row less")]];
    private static readonly IndexReport?[] Indexes = [null, new(false, "no amcheck", 0, [], []), new(true, "", 5, [], ["an index is unsound"]), new(true, "", 5, [], [])];

    private static readonly RestoreRun[] All =
    [
        .. from archive in Archives
           from restore in Restores
           from canary in Canaries
           from differences in Differences
           from drift in Differences
           from indexes in Indexes
           select new RestoreRun { Database = "restored", Archive = archive, Restore = restore, HoldsCanary = canary, Differences = differences, SchemaDrift = drift, Indexes = indexes },
    ];

    private static string? Reason(RestoreRun run) => (run.Archive?.Whole ?? false, run.Restore?.Restored ?? false, run.HoldsCanary ?? false) switch
    {
        (false, _, _) => "the archive is not whole",
        (true, false, _) => "it could not be restored",
        (true, true, false) => "it is not a dump of this source at this time",
        (true, true, true) => null,
    };

    [Fact]
    public void Problem_EveryCombination_NamesTheFirstThatIsNotProven() => All.Where(run => run.Problem != Reason(run)).Should().BeEmpty();

    [Fact]
    public void IsFaithful_EveryCombination_OnlyOfARealRestoreOfWhichNothingIsKnownToBeWrong() =>
        All.Where(run => run.IsFaithful).Should().HaveCount(12, "a dump that offers no snapshot can't be compared, and is used all the same").And.OnlyContain(
            run => run.Problem == null && (run.Differences == null || run.Differences.Count == 0) && (run.SchemaDrift == null || run.SchemaDrift.Count == 0) && (run.Indexes == null || run.Indexes.Problems.Count == 0));

    [Fact]
    public void IsFaithful_AllWasLookedAtAndOneThingDiffers_IsNot()
    {
        RestoreRun same = new() { Database = "restored", Archive = Archives[2], Restore = Restores[2], HoldsCanary = true, Differences = Differences[1], SchemaDrift = Differences[1], Indexes = Indexes[3] };
        same.IsFaithful.Should().BeTrue();
        RestoreRun[] others = [same with { Differences = Differences[2] }, same with { SchemaDrift = Differences[2] }, same with { Indexes = Indexes[2] }, same with { HoldsCanary = null }, same with { Restore = null }, same with { Archive = null }];
        others.Where(run => run.IsFaithful).Should().BeEmpty();
    }
}
