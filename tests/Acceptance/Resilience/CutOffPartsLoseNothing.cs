using Verification.Readiness.Evidence;

namespace Verification.Acceptance.Resilience;

/// <summary>What was accepted while worker, PostgreSQL or Redis was off the network is stored, or still waits to be: a connection that broke leaves as much in the queue as a killed worker does.</summary>
public sealed class CutOffPartsLoseNothing(AcceptanceRun run) : ResilienceCheck(run)
{
    /// <inheritdoc/>
    private protected override DrillKind Kind => DrillKind.CutOff;

    // What is at stake is sent while a part is away; that enough was, the drill sees to.
    /// <inheritdoc/>
    private protected override string? Unproven(DrillResult result) => null;

    /// <inheritdoc/>
    private protected override Observation Judge(CheckContext context, DrillResult result) => Of(context, result, result.Account.Lost + result.Account.Doubled);
}
