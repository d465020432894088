using Verification.Readiness.Backup;
using Verification.Readiness.Evidence;

namespace Verification.Acceptance.Backup;

/// <summary>Where a restore can't succeed it says so and changes nothing: a database that is not empty, a dump that breaks off.</summary>
public sealed class RestoreIsAllOrNothing(AcceptanceRun run) : BackupCheck(run)
{
    /// <inheritdoc/>
    private protected override async Task<Observation> JudgeAsync(CheckContext context, BackupSession session, CancellationToken ct)
    {
        RestoreCase[] tried = [.. (await session.RestoredAsync(ct)).Cases.Where(place => place is { Good: not null, MustSucceed: false })];
        string[] half = [.. tried.Where(place => place.Good == false).Select(place => $"{place.Into}: {place.Result}")];
        return Observation.Of(
            context.Check, half.Length, tried.Length, "sql",
            half.Length == 0 ? $"{string.Join(" and ", tried.Select(place => place.Into))}: refused by the suite's own restore, which is the one to follow, and nothing was changed." : $"{half.Length} of {tried.Length} restores ended by halves: {half.FirstOrDefault()}",
            [.. tried.Select(place => $"{place.Into}: {place.Result}")]);
    }
}
