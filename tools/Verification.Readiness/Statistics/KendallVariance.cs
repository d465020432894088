namespace Verification.Readiness.Statistics;

/// <summary>The variance of Kendall's statistic S when nothing depends on anything, with ties in x and in y (Kendall 1975).</summary>
public static class KendallVariance
{
    /// <summary>The variance for these points; at least three.</summary>
    public static double Of(IReadOnlyCollection<(double X, double Y)> points)
    {
        double n = points.Count;
        double[] x = Ties(points.Select(point => point.X));
        double[] y = Ties(points.Select(point => point.Y));
        double both = (n * (n - 1) * ((2 * n) + 5)) - x.Sum(All) - y.Sum(All);
        // Where all of y is one value the parts cancel out, but for rounding, whose sign is anybody's guess.
        return Math.Max(0, (both / 18)
            + (x.Sum(Triples) * y.Sum(Triples) / (9 * n * (n - 1) * (n - 2)))
            + (x.Sum(Pairs) * y.Sum(Pairs) / (2 * n * (n - 1))));
    }

    private static double[] Ties(IEnumerable<double> values) => [.. values.GroupBy(value => value).Select(group => (double)group.Count()).Where(count => count > 1)];

    private static double All(double t) => t * (t - 1) * ((2 * t) + 5);

    private static double Triples(double t) => t * (t - 1) * (t - 2);

    private static double Pairs(double t) => t * (t - 1);
}
