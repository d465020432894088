using FluentAssertions;
using Verification.Readiness.Statistics;
using Xunit;

namespace Verification.Readiness.Tests.Statistics;

public sealed class TheilSenTests
{
    [Theory]
    [InlineData(8, 0.5, 3)]
    [InlineData(60, -2, 0)]
    [InlineData(61, 1024, 200e6)]
    [InlineData(5000, 0.1, -7)]
    [InlineData(600, 0, 42)]
    public void Fit_ExactLine_GivesItsSlopeAndNoWidth(int count, double slope, double offset)
    {
        double[] x = Noise.Axis(count);
        var estimate = TheilSen.Fit(x, [.. x.Select(value => offset + (slope * value))]);
        estimate!.Slope.Should().BeApproximately(slope, 1e-6);
        estimate.Low.Should().BeApproximately(slope, 1e-6);
        estimate.High.Should().BeApproximately(slope, 1e-6);
        estimate.Points.Should().Be(count);
        estimate.Blocks.Should().Be(Math.Min(count, 60));
        estimate.IsGrowth.Should().Be(slope > 0);
    }

    // The example of Sen (1968): the slope is 4, and the interval stands on the 4th and the 18th of 21 slopes.
    [Fact]
    public void Fit_SensExample_AgreesWithHim()
    {
        double[] x = [1, 2, 3, 4, 10, 12, 18];
        double[] y = [9, 15, 19, 20, 45, 55, 78];
        var slopes = (from i in Enumerable.Range(0, 7) from j in Enumerable.Range(0, 7) where j > i select (y[j] - y[i]) / (x[j] - x[i])).Order().ToList();
        var estimate = TheilSen.Fit(x, y, independent: true)!;

        estimate.Slope.Should().BeApproximately(4, 1e-12);
        // n(n-1)(2n+5)/18 = 44.33; 1.96 times its root is 13.05; (21 - 13.05) / 2 = 3.975 and (21 + 13.05) / 2 + 1 = 18.025, counted from 1.
        slopes[2..4].Should().Equal([11 / 3.0, 26 / 7.0], (a, b) => Math.Abs(a - b) < 1e-12);
        estimate.Low.Should().BeApproximately(slopes[2] + (0.975 * (slopes[3] - slopes[2])), 1e-4);
        estimate.High.Should().BeApproximately(4.375 + (0.025 * (5 - 4.375)), 1e-3);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Fit_NearlyAThirdIsGarbage_StillFindsTheSlope(int seed)
    {
        Random random = new(seed);
        double[] x = Noise.Axis(60);
        double[] y = [.. x.Select(value => (3 * value) + 10)];
        foreach (int spoilt in Enumerable.Range(0, 60).OrderBy(_ => random.Next()).Take(17))
        {
            y[spoilt] = random.NextDouble() * 1e6;
        }

        TheilSen.Fit(x, y)!.Slope.Should().BeApproximately(3, 0.5);
    }

    [Fact]
    public void Fit_OneOutlierAmongThousands_ChangesNothing()
    {
        double[] x = Noise.Axis(3000);
        double[] y = [.. x.Select(value => 2 * value)];
        y[1234] = 1e12;
        TheilSen.Fit(x, y)!.High.Should().BeApproximately(2, 1e-9);
    }

    [Theory]
    [InlineData(6)]
    [InlineData(0)]
    public void Fit_TooFewPoints_IsNull(int count) => TheilSen.Fit(Noise.Axis(count), Noise.Axis(count)).Should().BeNull();

    [Fact]
    public void Fit_AllAtOneX_IsNull() => TheilSen.Fit(new double[50], Noise.Axis(50)).Should().BeNull();

    // A container whose memory does not move by a page, seen at moments of which some are alike: the interval came out as NaN.
    [Fact]
    public void Fit_ConstantOverTiedMoments_IsNoTrendAndNoWidth()
    {
        for (int count = 8; count <= 60; count++)
        {
            foreach (int tied in Enumerable.Range(1, 5))
            {
                double[] x = [.. Enumerable.Range(0, count).Select(i => (double)(i / tied))];
                SlopeEstimate? trend = TheilSen.Fit(x, [.. Enumerable.Repeat(7_000_000.0, count)], independent: true);
                (trend?.Low, trend?.Slope, trend?.High).Should().Be((0, 0, 0), "{0} points, {1} at each moment", count, tied);
            }
        }
    }

    [Fact]
    public void Fit_PointsThatAreNotFinite_AreLeftOut()
    {
        double[] x = Noise.Axis(20);
        double[] y = [.. x.Select(value => value % 7 == 3 ? double.NaN : 5 * value)];
        x[0] = double.PositiveInfinity;
        var estimate = TheilSen.Fit(x, y)!;
        estimate.Slope.Should().BeApproximately(5, 1e-12);
        estimate.Points.Should().Be(16);
    }

    [Fact]
    public void Fit_UnequalLengths_SaysSo()
    {
        Action fit = () => TheilSen.Fit(new double[3], new double[4]);
        fit.Should().Throw<ArgumentException>().WithMessage("3 values of x and 4 of y*");
    }

    [Fact]
    public void Fit_PlateauInX_UsesThePairsThatDiffer()
    {
        // Events stored so far stand still while the queue is empty.
        double[] x = [.. Noise.Axis(40).Select(value => Math.Min(value, 20))];
        double[] y = [.. x.Select(value => 1024 * value)];
        TheilSen.Fit(x, y)!.Slope.Should().BeApproximately(1024, 1e-9);
    }

    [Fact]
    public void Fit_ManyPoints_StaysCheap()
    {
        var estimate = TheilSen.Fit(Noise.Axis(200_000), Noise.Correlated(1, 200_000, 0.5));
        estimate!.Blocks.Should().Be(60, "the work is bounded by the blocks, not by the points");
        estimate.Points.Should().Be(200_000);
    }
}
