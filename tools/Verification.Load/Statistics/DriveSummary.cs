using System.Globalization;
using System.Text.Json;
using Verification.Load.Driving;

namespace Verification.Load.Statistics;

/// <summary>From the outcomes of a drive to its result; the same for every engine.</summary>
public static class DriveSummary
{
    /// <summary>The result of a drive.</summary>
    public static DriveResult Of(DriveFacts facts)
    {
        EventOutcome[] outcomes = facts.Outcomes;
        Span span = new();
        foreach (EventOutcome outcome in outcomes)
        {
            span.Add(outcome);
        }

        Latencies latencies = Latencies.Of(outcomes, facts.Plan);
        int[] late = [.. outcomes.Where(outcome => outcome.Status != 0 || outcome.OwnLateMicroseconds > 0).Select(outcome => outcome.OwnLateMicroseconds)];
        Array.Sort(late);
        Percentiles? lateness = late.Length == 0 ? null : Percentiles(share => Rank.Of(late, share) / 1000.0);
        IReadOnlyList<DriveSecond> seconds = DriveSeconds.Of(outcomes, new(facts.Plan));
        return new()
        {
            Engine = facts.Engine,
            Model = facts.Plan.Model,
            StartedAt = facts.StartedAt,
            Milliseconds = (span.Accounted > 0 ? span.Last : facts.EndedAtMicroseconds) / 1000.0,
            Sent = span.Sent,
            Accepted = span.Accepted,
            AcceptedPerSecond = span.AcceptedPerSecond,
            Answers = Answers(outcomes),
            WithoutRetryAfter = facts.WithoutRetryAfter,
            Corrected = Percentiles(latencies, latencies.Corrected),
            Naive = Percentiles(latencies, latencies.Naive),
            Lateness = lateness,
            Stages = StageResults.Of(facts, outcomes),
            Seconds = seconds,
            Calibration = facts.Calibration,
            CpuMicrosecondsPerRequest = facts.Cpu.TotalMicroseconds / Math.Max(1, span.Sent),
            AllocatedBytesPerRequest = facts.AllocatedBytes / (double)Math.Max(1, span.Sent),
            Shortfall = Shortfalls.Of(facts, seconds, lateness),
        };
    }

    internal static Percentiles? Percentiles(Latencies latencies, Func<double, double> at) => latencies.Count == 0 ? null : Percentiles(at);

    private static Percentiles Percentiles(Func<double, double> at) => new(at(0.5), at(0.9), at(0.95), at(0.99), at(1));

    private static SortedDictionary<string, int> Answers(EventOutcome[] outcomes)
    {
        SortedDictionary<string, int> answers = new(StringComparer.Ordinal);
        foreach (IGrouping<short, EventOutcome> same in outcomes.Where(outcome => outcome.Status != 0).GroupBy(outcome => outcome.Status))
        {
            string name = same.Key > 0 ? same.Key.ToString(CultureInfo.InvariantCulture) : JsonNamingPolicy.CamelCase.ConvertName(((NoAnswer)same.Key).ToString());
            answers[name] = same.Count();
        }

        return answers;
    }
}
