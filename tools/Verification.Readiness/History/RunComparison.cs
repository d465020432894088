using Verification.Readiness.Verdicts;

namespace Verification.Readiness.History;

/// <summary>A finished run, as far as it is compared.</summary>
/// <param name="Verdict">Its verdict.</param>
/// <param name="Entry">Its line of history.</param>
public sealed record ComparedRun(VerdictDocument Verdict, HistoryEntry Entry);

/// <summary>What became of a check that both runs asked.</summary>
/// <param name="Id">Which.</param>
/// <param name="Was">In the earlier run.</param>
/// <param name="Now">In the later one.</param>
/// <param name="Reason">What the later one says of it; foreign text.</param>
/// <param name="Figure">What the change of its figure is called.</param>
public sealed record CheckChange(string Id, HistoryCheck Was, HistoryCheck Now, string Reason, FigureCall Figure)
{
    /// <summary>Whether the outcome is another.</summary>
    public bool Turned => Was.Outcome != Now.Outcome;

    /// <summary>Whether there is something to show; two figures that are both missing are counted only.</summary>
    public bool Shown => Turned || (Figure.Call != Call.Same && (Was.Value is not null || Now.Value is not null));
}

/// <summary>What changed from one run to another.</summary>
/// <param name="Earlier">The earlier run.</param>
/// <param name="Later">The later one.</param>
/// <param name="Changes">Checks that both asked, most alarming first.</param>
/// <param name="Came">Checks that only the later one asked, with their outcomes.</param>
/// <param name="Went">Checks that only the earlier one asked.</param>
public sealed record RunComparison(
    VerdictDocument Earlier, VerdictDocument Later, IReadOnlyList<CheckChange> Changes,
    IReadOnlyList<(string Id, Outcome Outcome)> Came, IReadOnlyList<(string Id, Outcome Outcome)> Went)
{
    /// <summary>Compares two runs; the history tells how much their figures scatter.</summary>
    public static RunComparison Of(ComparedRun earlier, ComparedRun later, HistoryLog history)
    {
        FigureJudge judge = new(earlier.Entry, later.Entry, history);
        IReadOnlyDictionary<string, HistoryCheck> before = earlier.Entry.Checks, after = later.Entry.Checks;
        IEnumerable<CheckChange> changes =
            from check in later.Verdict.Checks.DistinctBy(check => check.Id)
            where before.ContainsKey(check.Id)
            let was = before[check.Id]
            let now = after[check.Id]
            let figure = judge.Judge(check.Id, was, now)
            select new CheckChange(check.Id, was, now, check.Reason, figure);
        return new(
            earlier.Verdict, later.Verdict,
            // Stable: what is equally alarming stays in the catalogue's order.
            [.. changes.OrderBy(Rank).ThenBy(change => change.Figure.Call)],
            [.. after.Where(check => !before.ContainsKey(check.Key)).Select(check => (check.Key, check.Value.Outcome))],
            [.. before.Where(check => !after.ContainsKey(check.Key)).OrderBy(check => check.Key, StringComparer.Ordinal).Select(check => (check.Key, check.Value.Outcome))]);
    }

    /// <summary>How many figures were called so.</summary>
    public int Count(Call call) => Changes.Count(change => change.Figure.Call == call);

    // An outcome that turned for the worse before anything else, one that turned otherwise next.
    private static int Rank(CheckChange change) => change switch
    {
        { Turned: true } when change.Now.Outcome > change.Was.Outcome => 0,
        { Figure.Call: Call.Regression } => 1,
        { Turned: true } => 2,
        _ => 3,
    };
}
