using Verification.Readiness.Evidence;

namespace Verification.Acceptance.Backup;

/// <summary>A question about the rehearsed recovery.</summary>
public abstract class BackupCheck(AcceptanceRun run) : CheckTest(run)
{
    /// <inheritdoc/>
    protected internal override string Drill => "A target is destroyed and restored for this";

    /// <inheritdoc/>
    protected override TimeSpan Deadline => TimeSpan.FromMinutes(60);

    /// <inheritdoc/>
    protected sealed override Task<Observation> AskAsync(CheckContext context, CancellationToken ct) => JudgeAsync(context, context.Backup, ct);

    /// <summary>Judges what was seen.</summary>
    private protected abstract Task<Observation> JudgeAsync(CheckContext context, BackupSession session, CancellationToken ct);
}
