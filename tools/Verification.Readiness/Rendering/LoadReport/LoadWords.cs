using Verification.Readiness.Load;

namespace Verification.Readiness.Rendering.LoadReport;

/// <summary>How figures of load and memory are printed.</summary>
public static class LoadWords
{
    /// <summary>A rate, to a hundredth.</summary>
    public static string Rate(double? perSecond) => Figure(perSecond, 2);

    /// <summary>Memory in MiB, to a tenth.</summary>
    public static string MiB(double? value) => value is double figure && double.IsFinite(figure) ? $"{Figure(figure, 1)} MiB" : Numbers.NotMeasured;

    /// <summary>A latency: a fast answer needs the digits that a slow one does not.</summary>
    public static string Latency(double? milliseconds) => milliseconds switch
    {
        null => Numbers.NotMeasured,
        double value when !double.IsFinite(value) => Numbers.NotMeasured,
        < 10 => $"{Figure(milliseconds, 2)} ms",
        < 100 => $"{Figure(milliseconds, 1)} ms",
        double value => Numbers.Duration(value),
    };

    /// <summary>"open model" or "closed model": figures of the one must not be taken for the other's.</summary>
    public static string Model(LoadPlanRecord plan) => $"{plan.Model} model";

    /// <summary>What the model means for the figures.</summary>
    public static string Meaning(string model) => model switch
    {
        "open" => "arrivals are planned ahead, and latency counts from the intended moment, so a stalled target cannot slow down who asks",
        "closed" => "each user waits for its answer before it sends again, so a slow target is asked less",
        _ => "what it means is not known here",
    };

    /// <summary>A share as a percentile: "p50", "p99.9"; the last is the slowest of all.</summary>
    public static string Percentile(double share) => share >= 1 ? "last" : $"p{Figure(share * 100, 3)}";

    /// <summary>The latency of a share; null where it was not recorded.</summary>
    public static double? At(IReadOnlyList<Quantile> quantiles, double share) => quantiles.FirstOrDefault(quantile => Math.Abs(quantile.Share - share) < 1e-9)?.Milliseconds;

    /// <summary>What a knee search found, in a sentence.</summary>
    public static string Knee(KneeRecord knee)
    {
        string found = knee switch
        {
            { Steps.Count: 0 } => "No rate was tried.",
            { HeldPerSecond: <= 0 } => $"No rate that was tried met the objective; the lowest, {Rate(knee.Steps.Min(step => step.PerSecond))} events/s, broke it.",
            { BrokePerSecond: double broke } => $"The objective is met at {Rate(knee.HeldPerSecond)} events/s and not at {Rate(broke)}: the knee is between them.",
            _ => $"Every rate that was tried met the objective, the highest being {Rate(knee.HeldPerSecond)} events/s: the knee is above it.",
        };
        return $"{found} {knee.Confidence}".TrimEnd();
    }

    /// <summary>A figure with that many digits, or the words for none.</summary>
    public static string Figure(double? value, int digits) => value is double figure && double.IsFinite(figure) ? Numbers.Figure(Numbers.Rounded(figure, digits)) : Numbers.NotMeasured;
}
