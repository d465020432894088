using Verification.Fixtures.Sql.Fingerprints;
using Verification.Readiness.Evidence;

namespace Verification.Acceptance.Backup;

/// <summary>Every index that amcheck can read holds every row of its table, in order.</summary>
public sealed class RestoredIndexesAreSound(AcceptanceRun run) : BackupCheck(run)
{
    /// <inheritdoc/>
    private protected override async Task<Observation> JudgeAsync(CheckContext context, BackupSession session, CancellationToken ct)
    {
        RestoreRun restored = await session.RestoredAsync(ct);
        if (restored is not { Problem: null, Indexes: IndexReport report })
        {
            return Observation.Unknown($"There is no restored index: {restored.Problem}.");
        }

        return !report.Available
            ? Observation.Unknown(report.Reason, "amcheck")
            : Observation.Of(
                context.Check, report.Problems.Count, report.Verified, "amcheck",
                report.Problems.Count == 0
                    ? $"{report.Verified} indexes hold every row of their tables (heap-all-indexed); {report.Unverified.Count} of other kinds can't be checked that way."
                    : $"{report.Problems.Count} of {report.Verified} indexes are damaged.", report.Problems);
    }
}
