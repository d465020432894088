using Verification.Readiness.Evidence;

namespace Verification.Acceptance.Cutover;

/// <summary>Each fault at the switch is refused, or noticed and rolled back; what is none is left alone.</summary>
public sealed class RollbackTriggersFire(AcceptanceRun run) : CutoverCheck(run)
{
    /// <inheritdoc/>
    private protected override async Task<Observation> JudgeAsync(CheckContext context, CutoverSession session, CancellationToken ct)
    {
        FaultsRun faults = await session.FaultsAsync(ct);
        FaultOutcome[] bad = [.. faults.Outcomes.Where(outcome => outcome.Shortfalls.Count > 0)];
        return Observation.Of(
            context.Check, bad.Length, faults.Outcomes.Count, "script+pm2+sql",
            bad.Length == 0 ? $"All {faults.Outcomes.Count} faults at the switch ended as they should: {string.Join("; ", faults.Outcomes.Select(outcome => $"{outcome.Case.Title}: {outcome.Case.Expected switch { Expected.Refused => "refused", Expected.RolledBack => "rolled back", _ => "worked" }}"))}."
                : $"{bad.Length} of {faults.Outcomes.Count} faults did not: {bad[0].Case.Title}: {bad[0].Story}",
            [.. faults.Outcomes.Select(outcome => $"{outcome.Case.Title}: {outcome.Story}")]);
    }
}
