using Verification.Fixtures.Load;
using Verification.Load.Driving;
using Verification.Readiness.Evidence;

namespace Verification.Acceptance.Load;

/// <summary>Under staged load the 95th percentile stays below a second, counted from the moment at which each user meant to send.</summary>
public sealed class StagedLoadKeepsLatency(AcceptanceRun run) : LoadCheck(run)
{
    /// <inheritdoc/>
    public override IReadOnlyList<string> Plans => [LoadPlans.Staged];

    private protected override bool IsTiming => true;

    /// <inheritdoc/>
    private protected override Observation Judge(CheckContext context, IReadOnlyList<PlanRun> runs)
    {
        Drive drive = runs[0].Single.Drive;
        if (drive.Result is not { Corrected: Percentiles corrected, Naive: Percentiles naive })
        {
            return Observation.Unknown("No request of the staged load was answered, so there is no latency.", "generator");
        }

        // Who got no answer waited at least as long as was waited for one.
        double[] latencies = [.. drive.Outcomes.Where(outcome => outcome.Status != 0)
            .Select(outcome => outcome.Answered ? (outcome.LateMicroseconds + (double)outcome.LatencyMicroseconds) / 1000 : drive.Request.TimeoutMilliseconds).Order()];
        double p95 = Math.Max(corrected.P95, latencies[(int)Math.Ceiling(0.95 * latencies.Length) - 1]);
        return Observation.Of(
            context.Check, p95, latencies.Length, "generator",
            $"p95 {p95:0} ms from the intended moment, {naive.P95:0} ms from the moment of sending (median {corrected.P50:0} ms, p99 {corrected.P99:0} ms, longest {corrected.Max:0} ms; {drive.Result.Engine}, closed model).",
            [.. drive.Result.Stages.Where(stage => stage.Corrected is not null).Select(stage => $"{stage.Name}: {stage.Sent} sent, p95 {stage.Corrected!.P95:0} ms, {stage.Failed} failed")],
            error: Sampling.QuantileError(latencies, 0.95));
    }
}
