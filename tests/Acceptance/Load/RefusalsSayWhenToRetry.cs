using Verification.Readiness.Evidence;

namespace Verification.Acceptance.Load;

/// <summary>Where the target refuses for load (429, 503) it says when to come back; SDKs keep sending otherwise.</summary>
public sealed class RefusalsSayWhenToRetry(AcceptanceRun run) : LoadCheck(run)
{
    /// <inheritdoc/>
    public override IReadOnlyList<string> Plans => [LoadPlans.Staged, LoadPlans.Burst2000, LoadPlans.Flood];

    /// <inheritdoc/>
    private protected override Observation Judge(CheckContext context, IReadOnlyList<PlanRun> runs)
    {
        int refused = runs.Sum(run => run.Outcomes.Count(outcome => outcome.Status is 429 or 503));
        int silent = runs.Sum(run => run.Drives.Sum(drive => drive.Drive.Result.WithoutRetryAfter));
        int answered = runs.Sum(run => run.Outcomes.Count(outcome => outcome.Answered));
        return Observation.Of(
            context.Check, silent, answered, "generator",
            refused == 0 ? $"None of {answered} requests was refused for load." : $"{silent} of {refused} refusals came without Retry-After ({answered} requests).");
    }
}
