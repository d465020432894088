using Verification.Readiness.History;
using Verification.Readiness.Verdicts;

namespace Verification.Readiness.Rendering.ComparisonReport;

/// <summary>The sentences of a comparison, before any format: not yet inert.</summary>
public static class ComparisonWords
{
    /// <summary>One line per difference, then what the figures come to, then both verdicts.</summary>
    public static IEnumerable<string> Lines(RunComparison comparison) =>
        [.. Differences(comparison), Figures(comparison), Verdicts(comparison)];

    /// <summary>One line per difference.</summary>
    public static IEnumerable<string> Differences(RunComparison comparison) =>
    [
        .. Targets(comparison) is string targets ? [targets] : (string[])[],
        .. comparison.Changes.Where(change => change.Shown).Select(Line),
        .. comparison.Came.Select(check => $"{check.Id}: not asked before, {check.Outcome} now"),
        .. comparison.Went.Select(check => $"{check.Id}: {check.Outcome} before, not asked now"),
    ];

    /// <summary>That the runs asked different targets; null when they didn't.</summary>
    public static string? Targets(RunComparison comparison) => (comparison.Earlier.Target, comparison.Later.Target) switch
    {
        var (before, after) when before.Subject == after.Subject => null,
        var (before, after) => $"The targets differ: {before.Product} {before.Version} before, {after.Product} {after.Version} after.",
    };

    /// <summary>How many figures were called what, such as "Figures: 1 regression, 3 within noise, 160 the same."</summary>
    public static string Figures(RunComparison comparison)
    {
        string[] counts = [.. Enum.GetValues<Call>().Where(call => comparison.Count(call) > 0).Select(call => $"{comparison.Count(call)} {Of(call, comparison.Count(call))}")];
        return $"Figures: {(counts.Length == 0 ? "none that both runs have" : string.Join(", ", counts))}.";
    }

    /// <summary>Both verdicts with their scores.</summary>
    public static string Verdicts(RunComparison comparison) => $"{Verdict(comparison.Earlier)} -> {Verdict(comparison.Later)}";

    /// <summary>A figure with what it was taken from, such as "2.3 s (120 samples)".</summary>
    public static string Figure(HistoryCheck check) => $"{Numbers.Measure(check.Value, check.Unit)} ({Numbers.Count(check.Samples, "sample")})";

    /// <summary>A call in words.</summary>
    public static string Of(Call call, int count = 1) => call switch
    {
        Call.Regression => count == 1 ? "regression" : "regressions",
        Call.Unknown => "unknown",
        Call.TooFewRuns => "with too few runs to tell",
        Call.Improvement => count == 1 ? "improvement" : "improvements",
        Call.WithinNoise => "within noise",
        Call.Same => "the same",
        _ => throw new InvalidOperationException($"Call {call} is not defined."),
    };

    private static string Line(CheckChange change)
    {
        string outcome = change.Turned ? $"{change.Was.Outcome} before, {change.Now.Outcome} now ({change.Reason}); " : "";
        // "too few runs to tell (3)" says it all.
        string call = change.Figure.Call == Call.TooFewRuns ? change.Figure.Because : $"{Of(change.Figure.Call)} ({change.Figure.Because})";
        return $"{change.Id}: {outcome}{Figure(change.Was)} before, {Figure(change.Now)} now: {call}";
    }

    private static string Verdict(VerdictDocument verdict) => $"{verdict.Verdict} · score {Numbers.Figure(verdict.Score.Total)} ({verdict.Score.Grade})";
}
