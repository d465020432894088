using Verification.Readiness.Evidence;

namespace Verification.Acceptance.Resilience;

/// <summary>Whether everything that was accepted around a fault is stored once.</summary>
public abstract class StoredOnceCheck(AcceptanceRun run) : ResilienceCheck(run)
{
    /// <inheritdoc/>
    private protected override Observation Judge(CheckContext context, DrillResult result) => Of(context, result, result.Account.Accepted - result.Account.Stored);
}
