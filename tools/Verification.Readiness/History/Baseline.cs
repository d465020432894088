using Verification.Readiness.Statistics;

namespace Verification.Readiness.History;

/// <summary>The runs that tell how much figures scatter when nothing changes: the last ones of the earlier run's kind, that one included.</summary>
public sealed class Baseline
{
    /// <summary>Runs looked back at: a month of nights; what was usual longer ago is not usual.</summary>
    public const int MostRuns = 30;

    /// <summary>With fewer runs nobody can tell noise from change.</summary>
    public const int FewestRuns = 5;

    private readonly IReadOnlyList<HistoryEntry> _runs;

    private Baseline(IReadOnlyList<HistoryEntry> runs) => _runs = runs;

    /// <summary>Takes the runs from a history; none that was interrupted, that failed, or that ended after the later one.</summary>
    public static Baseline Of(HistoryLog history, HistoryEntry earlier, HistoryEntry later)
    {
        RunKind kind = RunKind.Of(earlier);
        return new([.. history.Entries
            .Prepend(earlier)
            .Where(run => run.Ended == RunEnd.Completed && run.RunId != later.RunId && run.EvaluatedAt <= later.EvaluatedAt && RunKind.Of(run) == kind)
            // A file put together from two may hold a run twice; it is one run.
            .DistinctBy(run => run.RunId)
            .OrderByDescending(run => run.EvaluatedAt)
            .ThenBy(run => run.RunId, StringComparer.Ordinal)]);
    }

    /// <summary>How a check's figure scattered in the last runs that have one in this unit; null when none has.</summary>
    public Spread? Of(string check, string unit) => Spread.Of(_runs
        .Select(run => run.Checks.GetValueOrDefault(check))
        .Where(seen => seen?.Unit == unit)
        .Select(seen => seen!.Trusted)
        .OfType<double>()
        .Take(MostRuns));
}
