using Verification.Load.Census;
using Verification.Readiness.Evidence;

namespace Verification.Acceptance.Load;

/// <summary>The bursts form the issues that they were made of: one per error, none shared.</summary>
public sealed class BurstIsGrouped(AcceptanceRun run) : LoadCheck(run)
{
    /// <inheritdoc/>
    public override IReadOnlyList<string> Plans => [LoadPlans.Burst100, LoadPlans.Burst2000];

    /// <inheritdoc/>
    private protected override Observation Judge(CheckContext context, IReadOnlyList<PlanRun> runs)
    {
        List<string> wrong = [.. runs.SelectMany(run => run.Single.Census!.Groups.Wrong().Select(group => $"{run.Plan.Id} {group}"))];
        int seen = runs.Sum(run => run.Single.Census!.Groups.Seen);
        int sent = runs.Sum(run => run.Plan.Payload.Groups);
        return seen < sent && wrong.Count == 0
            ? Observation.Unknown($"Of {sent - seen} of {sent} groups no event is stored, so nothing can be said about their issues.", Oracles(context))
            : Observation.Of(
                context.Check, wrong.Count, seen, Oracles(context),
                wrong.Count == 0 ? $"Each of the {seen} errors has one issue to itself." : $"{wrong.Count} of {seen} errors are split over several issues or share one with others.", wrong);
    }
}
