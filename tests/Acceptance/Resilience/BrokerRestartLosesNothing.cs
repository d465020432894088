namespace Verification.Acceptance.Resilience;

/// <summary>What waits in Redis outlives its end.</summary>
public sealed class BrokerRestartLosesNothing(AcceptanceRun run) : StoredOnceCheck(run)
{
    /// <inheritdoc/>
    private protected override DrillKind Kind => DrillKind.BrokerRestart;
}
