namespace Verification.Acceptance.Resilience;

/// <summary>Nothing that was accepted is lost when PostgreSQL dies while the worker stores.</summary>
public sealed class DatabaseCrashLosesNothing(AcceptanceRun run) : StoredOnceCheck(run)
{
    /// <inheritdoc/>
    private protected override DrillKind Kind => DrillKind.DatabaseCrash;
}
