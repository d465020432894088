using Verification.Readiness.Backup;
using Verification.Readiness.Evidence;

namespace Verification.Acceptance.Backup;

/// <summary>Over sixty simulated days, with failures, a missed day, the change to summer time, a clock set back and an outage, exactly the promised backups exist.</summary>
public sealed class RetentionKeepsWhatItPromises(AcceptanceRun run) : BackupCheck(run)
{
    /// <inheritdoc/>
    private protected override async Task<Observation> JudgeAsync(CheckContext context, BackupSession session, CancellationToken ct) => await session.RetentionAsync(ct) is not RetentionRecord retention
        ? Observation.Unknown("The procedure makes no backup whose keeping could be simulated.", "script")
        : Observation.Of(
            context.Check, retention.Wrong.Count, retention.Days.Count, "script, simulated clock",
            retention.Wrong.Count == 0
                ? $"On each of {retention.Days.Count} days exactly the backups of {retention.PromisedDays} days were there, at most {retention.Days.Max(day => day.Kept)}; the newest outlived an outage."
                : $"{retention.Wrong.Count} times the wrong backups were there: {retention.Wrong[0]}.", retention.Wrong);
}
