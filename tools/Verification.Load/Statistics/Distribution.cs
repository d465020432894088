using Verification.Load.Driving;
using Verification.Load.Plans;

namespace Verification.Load.Statistics;

/// <summary>One point of a latency distribution, in milliseconds.</summary>
/// <param name="Share">Of the answered events: 0 is the fastest, 1 the slowest.</param>
/// <param name="Corrected">From the intended moment.</param>
/// <param name="Naive">From the first byte sent.</param>
public sealed record Quantile(double Share, double Corrected, double Naive);

/// <summary>The latency distribution of a drive, or of one stage, for the report.</summary>
public static class Distribution
{
    /// <summary>The shares that are given: tenths, then the tail.</summary>
    public static IReadOnlyList<double> Shares { get; } = [0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0.99, 0.999, 1];

    /// <summary>Empty when nothing was answered.</summary>
    /// <param name="outcomes">All outcomes of the drive.</param>
    /// <param name="plan">Its plan: the correction depends on its model.</param>
    /// <param name="stage">Index of one stage; null for all.</param>
    public static IReadOnlyList<Quantile> Of(EventOutcome[] outcomes, LoadPlan plan, int? stage = null)
    {
        Latencies latencies = Latencies.Of(outcomes, plan, stage);
        return latencies.Count == 0 ? [] : [.. Shares.Select(share => new Quantile(share, latencies.Corrected(share), latencies.Naive(share)))];
    }
}
