using Verification.Load.Driving;
using Verification.Load.Engine;
using Verification.Load.Plans;

namespace Verification.Load.Statistics;

/// <summary>What came of each stage.</summary>
internal static class StageResults
{
    public static IReadOnlyList<StageResult> Of(DriveFacts facts, EventOutcome[] outcomes)
    {
        IReadOnlyList<Stage> stages = facts.Plan.Stages;
        StageTimes times = new(stages);
        Span[] spans = [.. stages.Select(_ => new Span())];
        foreach (EventOutcome outcome in outcomes)
        {
            spans[outcome.Stage].Add(outcome);
        }

        return [.. stages.Select((stage, index) => One(facts, times, spans[index], outcomes, index))];
    }

    private static StageResult One(DriveFacts facts, StageTimes times, Span span, EventOutcome[] outcomes, int index)
    {
        Latencies latencies = Latencies.Of(outcomes, facts.Plan, index);
        return new(
            times.Stages[index].Name, times.Begin(index) / 1000.0, Math.Max(times.EndOf(index), span.Last) / 1000.0, span.Sent, span.Accepted, span.Failed,
            span.AcceptedPerSecond, DriveSummary.Percentiles(latencies, latencies.Corrected), DriveSummary.Percentiles(latencies, latencies.Naive));
    }
}
