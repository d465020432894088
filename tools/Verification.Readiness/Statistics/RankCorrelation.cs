namespace Verification.Readiness.Statistics;

/// <summary>How much a series resembles itself a little later, and what that does to the variance of Kendall's statistic.</summary>
internal static class RankCorrelation
{
    // Against a correlation of 1, which would make any interval infinite.
    private const double Highest = 0.98;

    /// <summary>Factor on the variance (Hamed and Rao 1998): 1 + 2/(n(n-1)(n-2)) * sum over lags i of (n-i)(n-i-1)(n-i-2) * r(i), never below 1.</summary>
    /// <remarks>Lags count up to the first whose correlation is no longer positive: the rest is noise. What is estimated from the residuals of a line is too low,
    /// by (2 + 4 r) / n for the first lag (Marriott and Pope 1954), which matters where the memory lasts about as long as the series: so the first lag is corrected,
    /// taken as that of a process with exponential memory, and the larger of the two factors holds.</remarks>
    internal static double Inflation(double[] residuals)
    {
        double[] ranks = Ranks(residuals);
        int n = ranks.Length;
        double mean = (n + 1) / 2.0;
        double variance = ranks.Sum(rank => (rank - mean) * (rank - mean));
        if (variance == 0)
        {
            return 1;
        }

        double Raw(int lag) => Enumerable.Range(0, n - lag).Sum(i => (ranks[i] - mean) * (ranks[i + lag] - mean)) / variance;
        IEnumerable<double> seen = Enumerable.Range(1, n / 2).Select(Raw).TakeWhile(correlation => correlation > 0);
        double first = Math.Clamp(((n * Raw(1)) + 2) / (n - 4), 0, Highest);
        IEnumerable<double> model = Enumerable.Range(1, n - 3).Select(lag => Math.Pow(first, lag));
        return Math.Max(Factor(n, seen), Factor(n, model));
    }

    private static double Factor(double n, IEnumerable<double> correlations) =>
        1 + (2 / (n * (n - 1) * (n - 2)) * correlations.Select((r, index) => (n - index - 1) * (n - index - 2) * (n - index - 3) * r).Sum());

    // Ties share the mean of their ranks.
    private static double[] Ranks(double[] values)
    {
        int[] order = [.. Enumerable.Range(0, values.Length).OrderBy(i => values[i])];
        double[] ranks = new double[values.Length];
        for (int begin = 0; begin < order.Length;)
        {
            int end = begin + 1;
            while (end < order.Length && values[order[end]] == values[order[begin]])
            {
                end++;
            }

            for (int i = begin; i < end; i++)
            {
                ranks[order[i]] = (begin + 1 + end) / 2.0;
            }

            begin = end;
        }

        return ranks;
    }
}
