using Verification.Readiness.Backup;
using Verification.Readiness.Evidence;

namespace Verification.Acceptance.Backup;

/// <summary>From the archive to the first new event that is stored and shown.</summary>
public sealed class RecoveryTimeIsInBudget(AcceptanceRun run) : BackupCheck(run)
{
    /// <inheritdoc/>
    private protected override async Task<Observation> JudgeAsync(CheckContext context, BackupSession session, CancellationToken ct)
    {
        FunctionRun function = await session.FunctionAsync(ct);
        RecoveryPhase[] phases = [.. (await session.RestoredAsync(ct)).Phases, .. function.Phases];
        double minutes = phases.Sum(phase => phase.Milliseconds) / 60_000;
        return function.Problem is not null || !function.Stores
            ? Observation.Unknown($"The recovery did not come to its end: {function.Problem ?? "no new event was stored"}.", "clock")
            : Observation.Of(
                context.Check, minutes, phases.Length, "clock",
                $"{minutes * 60:0.0} s from the archive to the first new event shown: {string.Join(", ", phases.Select(phase => $"{phase.Name} {phase.Milliseconds / 1000:0.0} s"))}; it grows with the database (the runbook says how).");
    }
}
