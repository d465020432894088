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
    public void IsFaithful_EveryCombination_OnlyWhenAllWasLookedAtAndNothingDiffers()
    {
        RestoreRun[] faithful = [.. All.Where(run => run.IsFaithful)];
        faithful.Should().ContainSingle("one of 972 combinations has nothing wrong and nothing missing");
        faithful[0].Should().Match<RestoreRun>(run => run.Differences!.Count == 0 && run.SchemaDrift!.Count == 0 && run.Indexes!.Available && run.Indexes.Problems.Count == 0 && run.Problem == null);
    }
}
