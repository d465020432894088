namespace Verification.Acceptance.Resilience;

/// <summary>Nothing that was accepted is lost when web, worker, PostgreSQL or Redis stands still for a moment.</summary>
public sealed class FrozenPartsLoseNothing(AcceptanceRun run) : StoredOnceCheck(run)
{
    /// <inheritdoc/>
    private protected override DrillKind Kind => DrillKind.Freeze;

    // What is at stake is sent while a part is away; that enough was, the drill sees to.
    /// <inheritdoc/>
    private protected override string? Unproven(DrillResult result) => null;
}
