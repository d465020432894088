namespace Verification.Acceptance.Resilience;

/// <summary>A worker that is asked to end in the middle of a burst loses nothing of what was accepted.</summary>
public sealed class GracefulWorkerStopLosesNothing(AcceptanceRun run) : StoredOnceCheck(run)
{
    /// <inheritdoc/>
    private protected override DrillKind Kind => DrillKind.WorkerStop;
}
