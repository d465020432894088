using Verification.Readiness.Catalogues;
using Verification.Readiness.Evidence;
using Verification.Readiness.History;
using Verification.Readiness.Verdicts;

namespace Verification.Readiness.Tests.History;

/// <summary>What one check of a night saw.</summary>
internal sealed record Seen(string Id, double? Value, Threshold Threshold, string Reason = "it was seen");

/// <summary>Runs of one night after the other, all of one kind; a test changes only what it is about.</summary>
internal static class Nights
{
    public const string Latency = "StagedLoadKeepsLatency";

    public static readonly Threshold AtMost5Seconds = new(Comparison.AtMost, 5, "s");

    public static readonly Threshold AtLeast50PerSecond = new(Comparison.AtLeast, 50, "events/s");

    /// <summary>A night with one latency.</summary>
    public static ComparedRun Of(int night, double? seconds) => Of(night, new Seen(Latency, seconds, AtMost5Seconds));

    /// <summary>A night with these figures.</summary>
    public static ComparedRun Of(int night, params Seen[] seen) => Of(night, run => run, seen);

    /// <summary>A night that was not like the others.</summary>
    public static ComparedRun Of(int night, Func<RunRecord, RunRecord> change, params Seen[] seen)
    {
        DateTimeOffset now = Given.Now.AddDays(night);
        RunRecord run = change(Given.Run() with { RunId = $"night-{night:000}", EvaluatedAt = now, StartedAt = now.AddHours(-1) });
        CheckDefinition[] checks = [.. seen.Select(check => Given.Check(check.Id) with { Threshold = check.Threshold })];
        VerdictDocument verdict = ReadinessEvaluator.Evaluate(Given.Catalogue(checks), [.. seen.Where(check => check.Value is not null).Select(check => Line(check, run))], run);
        return new(verdict, HistoryEntry.Of(verdict, run, 1, []));
    }

    /// <summary>A history of such nights, from the first on.</summary>
    public static HistoryLog Log(params IEnumerable<double> seconds) => new([.. seconds.Select((value, night) => Of(night, value).Entry)], []);

    private static EvidenceLine Line(Seen seen, RunRecord run) => Given.Line(seen.Id) with
    {
        RunId = run.RunId, ObservedAt = run.EvaluatedAt.AddMinutes(-10), Threshold = seen.Threshold, Measured = seen.Value, Reason = seen.Reason,
        Outcome = seen.Threshold.Judge(seen.Value!.Value), Subject = run.Target.Subject,
    };
}
