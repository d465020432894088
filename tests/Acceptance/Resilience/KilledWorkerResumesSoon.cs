using Verification.Readiness.Evidence;

namespace Verification.Acceptance.Resilience;

/// <summary>What a killed worker had in hand is stored soon after its restart, rather than when the broker's visibility timeout is over.</summary>
public sealed class KilledWorkerResumesSoon(AcceptanceRun run) : ResilienceCheck(run)
{
    /// <inheritdoc/>
    private protected override DrillKind Kind => DrillKind.WorkerKill;

    /// <inheritdoc/>
    private protected override Observation Judge(CheckContext context, DrillResult result) => Of(context, result, result.Account.Delayed);
}
