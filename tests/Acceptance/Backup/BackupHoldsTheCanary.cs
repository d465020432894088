using Verification.Readiness.Evidence;

namespace Verification.Acceptance.Backup;

/// <summary>An event that was stored just before the backup began is in it: so it is of this target, and of now.</summary>
public sealed class BackupHoldsTheCanary(AcceptanceRun run) : BackupCheck(run)
{
    /// <inheritdoc/>
    private protected override async Task<Observation> JudgeAsync(CheckContext context, BackupSession session, CancellationToken ct)
    {
        RestoreRun restored = await session.RestoredAsync(ct);
        return restored.HoldsCanary is not bool holds
            ? Observation.Unknown($"The canary could not be looked for: {restored.Problem ?? "there is no table of events"}.")
            : Observation.Of(
                context.Check, holds ? 0 : 1, 1, "sql",
                holds ? "The event that was stored just before the backup began is in it, as sent." : "The event that was stored just before the backup began is not in it: it is older, or of something else.");
    }
}
