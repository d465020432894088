using Verification.Readiness.Evidence;

namespace Verification.Acceptance.Load;

/// <summary>The last event of a burst of a hundred can be read within the seconds that the reviews allow.</summary>
public sealed class BurstIsVisibleSoon(AcceptanceRun run) : LoadCheck(run)
{
    /// <inheritdoc/>
    public override IReadOnlyList<string> Plans => [LoadPlans.Burst100];

    private protected override bool IsTiming => true;

    /// <inheritdoc/>
    private protected override Observation Judge(CheckContext context, IReadOnlyList<PlanRun> runs) => Visibility.Evaluate(context.Check, runs[0]);
}
