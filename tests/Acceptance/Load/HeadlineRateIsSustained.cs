using Verification.Readiness.Evidence;
using Verification.Readiness.Load;

namespace Verification.Acceptance.Load;

/// <summary>The rate of the review's burst can be kept up, within the objective for latency and failures.</summary>
public sealed class HeadlineRateIsSustained(AcceptanceRun run) : LoadCheck(run)
{
    /// <inheritdoc/>
    public override IReadOnlyList<string> Plans => [LoadPlans.Knee];

    private protected override bool IsTiming => true;

    /// <inheritdoc/>
    private protected override Observation Judge(CheckContext context, IReadOnlyList<PlanRun> runs)
    {
        KneeRecord knee = runs[0].Knee!;
        return Observation.Of(
            context.Check, knee.HeldPerSecond, knee.Steps.Count, "generator", $"Highest rate within p95 {runs[0].Plan.Slo!.P95Milliseconds:0} ms and {runs[0].Plan.Slo!.FailedPercent:0} % failures: {knee.Confidence}.",
            [.. knee.Steps.Select(step => $"{step.PerSecond:0}/s: p95 {(step.P95Milliseconds is double p95 ? $"{p95:0} ms" : "none")}, {step.FailedPercent:0.0} % failed, {(step.Holds ? "held" : "broke")}")]);
    }
}
