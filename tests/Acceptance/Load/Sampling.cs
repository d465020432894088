namespace Verification.Acceptance.Load;

/// <summary>How far a figure from a sample may be off.</summary>
internal static class Sampling
{
    // Standard deviations of a two-sided 95 % interval.
    private const double Z = 1.96;

    /// <summary>
    /// Half-width of the 95 % confidence interval of a quantile, by order statistics (the number of values below it is binomial). The
    /// interval is not symmetric; the wider side is given.
    /// </summary>
    /// <param name="ordered">Values from the lowest.</param>
    /// <param name="share">Between 0 and 1.</param>
    public static double QuantileError(IReadOnlyList<double> ordered, double share)
    {
        int count = ordered.Count;
        if (count == 0)
        {
            return double.PositiveInfinity;
        }

        double spread = Z * Math.Sqrt(count * share * (1 - share));
        double value = ordered[Math.Clamp((int)Math.Ceiling(share * count) - 1, 0, count - 1)];
        double low = ordered[Math.Clamp((int)Math.Floor((share * count) - spread), 0, count - 1)];
        double high = ordered[Math.Clamp((int)Math.Ceiling((share * count) + spread), 0, count - 1)];
        return Math.Max(value - low, high - value);
    }

    /// <summary>Half-width of the 95 % confidence interval of a share of a sample, in percent (Agresti-Coull).</summary>
    public static double PercentError(int hits, int count)
    {
        double adjusted = count + (Z * Z);
        double share = (hits + (Z * Z / 2)) / adjusted;
        return 100 * Z * Math.Sqrt(share * (1 - share) / adjusted);
    }
}
