using Verification.Readiness.Evidence;

namespace Verification.Acceptance.Resilience;

/// <summary>What a killed worker had in hand is stored, or still waits to be.</summary>
public sealed class KilledWorkerLosesNothing(AcceptanceRun run) : ResilienceCheck(run)
{
    /// <inheritdoc/>
    private protected override DrillKind Kind => DrillKind.WorkerKill;

    /// <inheritdoc/>
    private protected override Observation Judge(CheckContext context, DrillResult result) => Of(context, result, result.Account.Lost);
}
