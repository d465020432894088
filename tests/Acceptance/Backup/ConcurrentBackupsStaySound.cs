using Verification.Readiness.Evidence;

namespace Verification.Acceptance.Backup;

/// <summary>Two runs at once leave whole backups only, one for each that claims success.</summary>
public sealed class ConcurrentBackupsStaySound(AcceptanceRun run) : BackupCheck(run)
{
    /// <inheritdoc/>
    private protected override async Task<Observation> JudgeAsync(CheckContext context, BackupSession session, CancellationToken ct)
    {
        PracticeRun practice = await session.PracticeAsync(ct);
        return practice.Problem is string problem
            ? Observation.Unknown($"The procedure could not be practised: {problem}.", "script")
            : Observation.Of(
                context.Check, practice.Overlap.Count, 2, "script",
                practice.Overlap.Count == 0 ? $"Sound: {practice.OverlapSeen}." : $"{practice.Overlap[0]} ({practice.OverlapSeen}).", practice.Overlap);
    }
}
