using Verification.Readiness.Rendering;
using Verification.Readiness.Statistics;

namespace Verification.Readiness.History;

/// <summary>What a change of a figure is called, in the order in which people want to read it.</summary>
public enum Call
{
    Regression,
    Unknown,
    TooFewRuns,
    Improvement,
    WithinNoise,
    Same,
}

/// <summary>A call and why.</summary>
public sealed record FigureCall(Call Call, string Because);

/// <summary>Tells noise from change, for the figures of one run and a later one.</summary>
public sealed class FigureJudge(HistoryEntry earlier, HistoryEntry later, HistoryLog history)
{
    private readonly Baseline _baseline = Baseline.Of(history, earlier, later);

    private readonly string? _apart = RunKind.Of(earlier).Apart(RunKind.Of(later));

    /// <summary>Calls the change of a check's figure. A figure that is missing on either side is Unknown, never the same.</summary>
    public FigureCall Judge(string check, HistoryCheck was, HistoryCheck now) => (was.Trusted, now.Trusted) switch
    {
        (null, null) => Unknown("no figure that counts in either run"),
        (null, _) => Unknown("no figure that counts before"),
        (_, null) => Unknown("no figure that counts now"),
        _ when was.Unit != now.Unit => Unknown($"the unit changed from {was.Unit} to {now.Unit}"),
        (double before, double after) when !Measures.AreNoisy(now.Unit) => before == after
            ? new(Call.Same, "the same count")
            : Directed(now.Threshold, before, after, "a count has no noise"),
        _ when _apart is not null => Unknown($"not judged, {_apart}"),
        (double before, double after) => Measured(check, now, before, after),
    };

    private FigureCall Measured(string check, HistoryCheck now, double before, double after)
    {
        Spread? usual = _baseline.Of(check, now.Unit);
        if (usual is null || usual.Values < Baseline.FewestRuns)
        {
            return before == after
                ? new(Call.Same, "the same figure")
                : new(Call.TooFewRuns, $"too few runs to tell ({usual?.Values ?? 0})");
        }

        string because = $"median of {usual.Values} runs {Figure(usual.Median)}, noise up to {Figure(usual.Limit(after))} {now.Unit}";
        return usual.Explains(after)
            ? new(before == after ? Call.Same : Call.WithinNoise, because)
            : Directed(now.Threshold, usual.Median, after, because);
    }

    // The threshold says which way is worse.
    private static FigureCall Directed(Threshold threshold, double from, double to, string because) => Badness(threshold, to).CompareTo(Badness(threshold, from)) switch
    {
        > 0 => new(Call.Regression, because),
        < 0 => new(Call.Improvement, because),
        _ => Unknown($"as far from the bound as before, on its other side; {because}"),
    };

    private static double Badness(Threshold threshold, double figure) => threshold.Is switch
    {
        Comparison.AtMost => figure,
        Comparison.AtLeast => -figure,
        Comparison.Equal => Math.Abs(figure - threshold.Value),
        _ => throw new InvalidOperationException($"Comparison {threshold.Is} is not defined."),
    };

    private static FigureCall Unknown(string because) => new(Call.Unknown, because);

    // Medians and limits have many digits that mean nothing.
    private static string Figure(double value) => Numbers.Figure(value == 0 ? 0 : Numbers.Rounded(value, Math.Clamp(2 - (int)Math.Floor(Math.Log10(Math.Abs(value))), 0, 12)));
}
