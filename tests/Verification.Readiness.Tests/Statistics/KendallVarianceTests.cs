using FluentAssertions;
using Verification.Readiness.Statistics;
using Xunit;

namespace Verification.Readiness.Tests.Statistics;

public sealed class KendallVarianceTests
{
    // Every permutation of y over x is as likely as any other: the variance of S over all of them is the definition.
    [Theory]
    [InlineData(new double[] { 1, 2, 3, 4, 5, 6 }, new double[] { 1, 2, 3, 4, 5, 6 })]
    [InlineData(new double[] { 1, 2, 3, 4, 5, 6 }, new double[] { 1, 1, 2, 2, 2, 6 })]
    [InlineData(new double[] { 1, 1, 3, 4, 4, 4 }, new double[] { 1, 2, 3, 4, 5, 6 })]
    [InlineData(new double[] { 1, 1, 3, 3, 3, 6 }, new double[] { 1, 2, 2, 2, 5, 5 })]
    [InlineData(new double[] { 1, 1, 1, 1, 1, 6 }, new double[] { 7, 7, 7, 7, 7, 7 })]
    public void Of_AnyTies_IsTheVarianceOverAllPermutations(double[] x, double[] y)
    {
        var scores = Permutations(y, 0).Select(order => Score(x, order)).ToList();
        double mean = scores.Average();
        double expected = scores.Average(score => (score - mean) * (score - mean));
        KendallVariance.Of([.. x.Zip(y)]).Should().BeApproximately(expected, 1e-9);
    }

    private static double Score(double[] x, double[] y) => (
        from i in Enumerable.Range(0, x.Length)
        from j in Enumerable.Range(0, x.Length)
        where i < j
        select Math.Sign(x[j] - x[i]) * Math.Sign(y[j] - y[i])).Sum();

    private static IEnumerable<double[]> Permutations(double[] values, int from)
    {
        if (from == values.Length)
        {
            yield return [.. values];
            yield break;
        }

        for (int i = from; i < values.Length; i++)
        {
            (values[from], values[i]) = (values[i], values[from]);
            foreach (double[] rest in Permutations(values, from + 1))
            {
                yield return rest;
            }

            (values[from], values[i]) = (values[i], values[from]);
        }
    }
}
