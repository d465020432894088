using Verification.Fixtures.Attached;
using Verification.Readiness.Catalogues;
using Verification.Readiness.Evidence;

namespace Verification.Acceptance.Backup;

/// <summary>A question about the backups that a running deployment really has.</summary>
public abstract class DeployedBackupCheck(AcceptanceRun run) : CheckTest(run)
{
    /// <inheritdoc/>
    protected override TimeSpan Deadline => TimeSpan.FromHours(1);

    /// <inheritdoc/>
    protected sealed override async Task<Observation> AskAsync(CheckContext context, CancellationToken ct) => context.Target is AttachedTarget { Backup: DeployedBackup backup }
        ? Evaluate(context.Check, await backup.LookedAsync(ct), DateTimeOffset.UtcNow)
        : Observation.Unknown("It was not told where the deployment's backups are: set VERIFICATION_BACKUPS to their folder.", "files");

    /// <summary>Judges what was seen.</summary>
    /// <param name="check">The definition.</param>
    /// <param name="look">The newest backup.</param>
    /// <param name="now">When it was looked at.</param>
    internal abstract Observation Evaluate(CheckDefinition check, DeployedBackupLook look, DateTimeOffset now);
}
