namespace Verification.Readiness.Watching;

/// <summary>How long answers took, in as much memory for millions as for one: classes that are each 5 % wider than the one below.</summary>
public sealed class LatencyHistogram
{
    private const double Least = 0.1;
    private const double Step = 1.05;

    // Up to about four minutes; no answer is waited for that long.
    private readonly long[] _classes = new long[300];

    /// <summary>How many were taken in.</summary>
    public long Count { get; private set; }

    /// <summary>The longest, in milliseconds.</summary>
    public double Longest { get; private set; }

    /// <summary>Takes one in.</summary>
    public void Add(double milliseconds)
    {
        if (double.IsFinite(milliseconds) && milliseconds >= 0)
        {
            int at = milliseconds <= Least ? 0 : (int)Math.Ceiling(Math.Log(milliseconds / Least) / Math.Log(Step));
            _classes[Math.Min(at, _classes.Length - 1)]++;
            (Count, Longest) = (Count + 1, Math.Max(Longest, milliseconds));
        }
    }

    /// <summary>The figure that this share of the answers stays within, in milliseconds and to 5 %; null when there is none.</summary>
    /// <param name="share">0 to 1.</param>
    public double? Quantile(double share)
    {
        long rank = Math.Max(1, (long)Math.Ceiling(Math.Clamp(share, 0, 1) * Count)), below = 0;
        for (int at = 0; at < _classes.Length && Count > 0; at++)
        {
            below += _classes[at];
            if (below >= rank)
            {
                return Math.Min(Longest, Least * Math.Pow(Step, at));
            }
        }

        return null;
    }

    /// <summary>Half-width of the 95 % interval of a quantile, from the ranks that the true one may have (binomial), in milliseconds.</summary>
    public double QuantileError(double share)
    {
        double spread = Count == 0 ? 1 : 1.96 * Math.Sqrt(share * (1 - share) / Count);
        double middle = Quantile(share) ?? 0;
        return Math.Max(middle - (Quantile(share - spread) ?? 0), (Quantile(share + spread) ?? 0) - middle);
    }
}
