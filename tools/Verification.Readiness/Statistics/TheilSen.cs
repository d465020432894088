namespace Verification.Readiness.Statistics;

/// <summary>The Theil-Sen slope: nearly a third of the points may be garbage without moving it far.</summary>
/// <remarks>
/// Theil (1950); confidence interval after Sen (1968) from Kendall's variance with ties in x and y. Both take the points as independent, which samples of
/// memory every 100 ms are not. Two steps repair that: samples are put together, in the order given, into at most 60 blocks (medians, so that outliers stay
/// out), which also bounds the work at 1,770 slopes; and the variance is raised by the correlation that the ranks of the blocks' residuals still show (<see cref="RankCorrelation"/>).
/// What no interval can tell from a trend: noise that wanders without bound (a random walk), and a saw-tooth, such as a garbage collector's, that is longer than the series.
/// </remarks>
public static class TheilSen
{
    /// <summary>Blocks at most.</summary>
    public const int MostBlocks = 60;

    // Below this the normal approximation of Kendall's statistic is poor.
    private const int FewestBlocks = 7;

    // 97.5 % point of the normal distribution: a two-sided interval of 95 %.
    private const double Normal = 1.959963984540054;

    /// <summary>The slope of y over x with its 95 % interval; null when the points are too few, or too much alike in x, to say anything.</summary>
    /// <param name="x">Moments, or events stored so far; in the order of time.</param>
    /// <param name="y">A figure at each of them; points that are not finite are left out.</param>
    /// <param name="independent">Whether the points are known not to depend on their neighbours; then the variance is not raised.</param>
    public static SlopeEstimate? Fit(ReadOnlySpan<double> x, ReadOnlySpan<double> y, bool independent = false)
    {
        if (x.Length != y.Length)
        {
            throw new ArgumentException($"{x.Length} values of x and {y.Length} of y are not points; give as many of each.", nameof(y));
        }

        List<(double X, double Y)> points = new(x.Length);
        for (int i = 0; i < x.Length; i++)
        {
            if (double.IsFinite(x[i]) && double.IsFinite(y[i]))
            {
                points.Add((x[i], y[i]));
            }
        }

        List<(double X, double Y)> blocks = Blocks.Of(points, MostBlocks);
        double[] slopes = Slopes(blocks);
        if (blocks.Count < FewestBlocks || slopes.Length == 0)
        {
            return null;
        }

        double slope = Median.OfSorted(slopes);
        double inflation = independent ? 1 : RankCorrelation.Inflation(Residuals(blocks, slope));
        double spread = Normal * Math.Sqrt(KendallVariance.Of(blocks) * inflation);
        double low = ((slopes.Length - spread) / 2) - 1;
        double high = (slopes.Length + spread) / 2;
        return low < 0 ? null : new SlopeEstimate(slope, At(slopes, low), At(slopes, high), points.Count, blocks.Count, inflation);
    }

    // Without the last bits: on an exact line they are all that is left, and they follow a pattern.
    private static double[] Residuals(List<(double X, double Y)> blocks, double slope)
    {
        double grain = blocks.Max(block => Math.Abs(block.Y)) * 1e-12;
        return [.. blocks.Select(block => block.Y - (slope * (block.X - blocks[0].X))).Select(rest => grain > 0 ? Math.Round(rest / grain) : rest)];
    }

    // Pairs with the same x have no slope.
    private static double[] Slopes(List<(double X, double Y)> points)
    {
        List<double> slopes = new(points.Count * (points.Count - 1) / 2);
        for (int i = 0; i < points.Count; i++)
        {
            for (int j = i + 1; j < points.Count; j++)
            {
                if (points[j].X != points[i].X)
                {
                    slopes.Add((points[j].Y - points[i].Y) / (points[j].X - points[i].X));
                }
            }
        }

        double[] sorted = [.. slopes];
        Array.Sort(sorted);
        return sorted;
    }

    // Between two ranks (from 0) on the straight line between them.
    private static double At(double[] sorted, double rank)
    {
        int below = (int)Math.Floor(rank);
        int above = Math.Min(below + 1, sorted.Length - 1);
        return sorted[below] + ((rank - below) * (sorted[above] - sorted[below]));
    }
}
