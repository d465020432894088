using Verification.Readiness.Evidence;

namespace Verification.Acceptance.Backup;

/// <summary>Rotating the database password as documented ends with a working target, the old password refused and every acknowledged event stored.</summary>
public sealed class PasswordRotationLosesNothing(AcceptanceRun run) : BackupCheck(run)
{
    /// <inheritdoc/>
    private protected override async Task<Observation> JudgeAsync(CheckContext context, BackupSession session, CancellationToken ct) => await session.RotationAsync(ct) is { Problem: null } rotation
        ? Observation.Of(
            context.Check, rotation.Surprises.Count, rotation.Steps.Count, "api+sql",
            rotation.Surprises.Count == 0 ? $"The documented procedure works: {rotation.Steps[^1]}" : rotation.Surprises[0], rotation.Steps)
        : Observation.Unknown("There was no restored target to rotate the password of.");
}
