using Verification.Readiness.Evidence;

namespace Verification.Acceptance.Load;

/// <summary>Every event accepted under staged load, in the knee search, in the soak and in the flood is stored once, in its project, as it was sent.</summary>
public sealed class AckedLoadIsStored(AcceptanceRun run) : LoadCheck(run)
{
    /// <inheritdoc/>
    public override IReadOnlyList<string> Plans => [LoadPlans.Staged, LoadPlans.Knee, LoadPlans.Soak, LoadPlans.Flood];

    /// <inheritdoc/>
    private protected override Observation Judge(CheckContext context, IReadOnlyList<PlanRun> runs) => Delivery.Evaluate(context.Check, runs, Oracles(context));
}
