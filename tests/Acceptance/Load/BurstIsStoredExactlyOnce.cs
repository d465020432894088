using Verification.Readiness.Evidence;

namespace Verification.Acceptance.Load;

/// <summary>Every event of the bursts that was accepted is stored once, in its project, as it was sent.</summary>
public sealed class BurstIsStoredExactlyOnce(AcceptanceRun run) : LoadCheck(run)
{
    /// <inheritdoc/>
    public override IReadOnlyList<string> Plans => [LoadPlans.Burst100, LoadPlans.Burst2000];

    /// <inheritdoc/>
    private protected override Observation Judge(CheckContext context, IReadOnlyList<PlanRun> runs) => Delivery.Evaluate(context.Check, runs, Oracles(context));
}
