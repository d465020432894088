using Verification.Readiness.Load;

namespace Verification.Readiness.Rendering.LoadReport;

/// <summary>The tables of load plans: every figure of a picture stands in one of them.</summary>
public static class PlanTables
{
    private const double Median = 0.5;
    private const double Tail = 0.95;
    private const double Last = 1;

    /// <summary>All plans, a row each.</summary>
    public static Table Overview(IReadOnlyList<LoadPlanRecord> plans) => new(
        ["Plan", "Model", "Sent", "Accepted", "Stored", "Accepted per second", "Stored per second", "Readable after"],
        [.. plans.Select(plan => (IReadOnlyList<Cell>)
        [
            plan.Shortfall is null ? new(plan.Plan) : new(plan.Plan, "says nothing about the target", Tone.Warn),
            new(LoadWords.Model(plan), plan.Engine),
            new(Numbers.Figure(plan.Sent)),
            new(Numbers.Figure(plan.Accepted)),
            new(Numbers.Figure(plan.Stored)),
            new(LoadWords.Rate(plan.AcceptedPerSecond)),
            new(LoadWords.Rate(plan.StoredPerSecond)),
            new(LoadWords.Latency(LoadWords.At(plan.Visible, Last)), plan.Visible.Count == 0 ? null : $"p50 {Visible(plan, Median)}, p95 {Visible(plan, Tail)}"),
        ])]);

    /// <summary>Memory of each part.</summary>
    public static Table Memory(IReadOnlyList<MemoryPart> parts) => new(
        ["Part", "Idle", "Peak", "After", "Limit", "Peak of limit"],
        [.. parts.Select(part => (IReadOnlyList<Cell>)
        [
            new(part.Name),
            new(LoadWords.MiB(part.IdleMiB)),
            new(LoadWords.MiB(part.PeakMiB), $"{LoadWords.MiB(part.PeakMiB - part.IdleMiB)} above idle"),
            new(LoadWords.MiB(part.AfterMiB)),
            new(part.LimitMiB is null ? "none known" : LoadWords.MiB(part.LimitMiB)),
            new(part.LimitMiB is > 0 and double limit ? Numbers.Percent(part.PeakMiB / limit) : "-"),
        ])]);

    /// <summary>Rates and backlog in each phase and after the last; of the whole plan where it has none.</summary>
    public static Table Phases(LoadPlanRecord plan) => new(
        ["Phase", "Length", "Planned per second", "Sent per second", "Accepted per second", "Stored per second", "Highest backlog"],
        [.. Stretches(plan).Select(phase => (IReadOnlyList<Cell>)
        [
            new(phase.Name),
            new(double.IsFinite(phase.EndMs - phase.StartMs) ? Numbers.Duration(phase.EndMs - phase.StartMs) : "-"),
            .. new[] { "planned", "sent", "accepted", "stored" }.Select(name => new Cell(LoadWords.Rate(Mean(plan.Arrivals, name, phase)))),
            new(LoadWords.Figure(Within(plan.Backlog, phase).Select(point => (double?)point.Value).Max(), 0)),
        ])]);

    /// <summary>The latency distribution in two readings.</summary>
    public static Table Latency(LatencyRecord latency) => new(
        ["Percentile", "Corrected", "Naive"],
        [.. latency.Corrected.Concat(latency.Naive).Select(quantile => quantile.Share).Distinct().Order().Select(share => (IReadOnlyList<Cell>)
        [
            new(share >= 1 ? "slowest" : share <= 0 ? "fastest" : LoadWords.Percentile(share)),
            new(LoadWords.Latency(LoadWords.At(latency.Corrected, share))),
            new(LoadWords.Latency(LoadWords.At(latency.Naive, share))),
        ])]);

    /// <summary>Every rate that was tried, in the order of trying.</summary>
    public static Table Knee(KneeRecord knee) => new(
        ["Rate", "p95", "Failed", "Objective"],
        [.. knee.Steps.Select(step => (IReadOnlyList<Cell>)
        [
            new($"{LoadWords.Rate(step.PerSecond)} per second"),
            new(step.P95Milliseconds is null ? "nothing answered" : LoadWords.Latency(step.P95Milliseconds)),
            new($"{LoadWords.Figure(step.FailedPercent, 2)} %"),
            new(step.Holds ? "✓ met" : "✗ not met", Tone: step.Holds ? Tone.Good : Tone.Warn),
        ])]);

    // A target that stores more slowly than it accepts does much of its work after the last phase.
    private static IEnumerable<PhaseMark> Stretches(LoadPlanRecord plan)
    {
        PhaseMark rest = plan.Phases.Count == 0
            ? new("whole plan", double.NegativeInfinity, double.PositiveInfinity)
            : new("afterwards", plan.Phases.Max(phase => phase.EndMs), double.PositiveInfinity);
        return plan.Phases.Count == 0 || Within([.. plan.Arrivals, .. plan.Backlog], rest).Any() ? [.. plan.Phases, rest] : plan.Phases;
    }

    private static string Visible(LoadPlanRecord plan, double share) => LoadWords.Latency(LoadWords.At(plan.Visible, share));

    private static double? Mean(IReadOnlyList<Series> arrivals, string name, PhaseMark phase) =>
        Within([.. arrivals.Where(series => series.Name == name)], phase).Select(point => (double?)point.Value).Average();

    private static IEnumerable<Point> Within(IReadOnlyList<Series> series, PhaseMark phase) =>
        series.SelectMany(line => line.Points).Where(point => point.Ms >= phase.StartMs && point.Ms < phase.EndMs);
}
