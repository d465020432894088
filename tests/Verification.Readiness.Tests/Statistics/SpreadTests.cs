using FluentAssertions;
using Verification.Readiness.Statistics;
using Xunit;

namespace Verification.Readiness.Tests.Statistics;

public sealed class SpreadTests
{
    // By hand: median 2, distances 1 1 0 0 2 4 7, of which the middle one is 1.
    [Fact]
    public void Of_WorkedExample_IsMedianAndMad()
    {
        Spread spread = Spread.Of([1, 1, 2, 2, 4, 6, 9])!;
        (spread.Values, spread.Median, spread.Mad).Should().Be((7, 2, 1));
        spread.Limit(2).Should().BeApproximately(3 * 1.4826, 1e-12);
    }

    [Theory]
    [InlineData(100, 105, true)]
    [InlineData(100, 105.1, false)]
    [InlineData(100, 94.9, false)]
    [InlineData(-100, -105, true)]
    [InlineData(-100, -106, false)]
    [InlineData(0, 0, true)]
    [InlineData(0, 0.001, false)]
    [InlineData(1, 1.05, true)]
    [InlineData(1, 2, false)]
    public void Explains_ConstantSeries_ForgivesFivePercent(double constant, double figure, bool explained) =>
        Spread.Of(Enumerable.Repeat(constant, 9))!.Explains(figure).Should().Be(explained);

    // Nine nights of whole seconds, one of which was another: a second is what can be told apart.
    [Theory]
    [InlineData(1, 2, 2, true)]
    [InlineData(1, 2, 3, false)]
    [InlineData(0, 1, 1, true)]
    [InlineData(0, 50, 2, false)]
    [InlineData(0.1, 0.2, 0.2, true)]
    [InlineData(0.1, 0.2, 0.3, false)]
    [InlineData(1, 2, 1.5, false)]
    public void Explains_SeriesThatIsNearlyConstant_ForgivesOneStepOfItsResolution(double constant, double other, double figure, bool explained) =>
        Spread.Of([.. Enumerable.Repeat(constant, 8), other])!.Explains(figure).Should().Be(explained);

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Explains_NearlyHalfIsGarbage_StillTellsNoiseFromChange(int seed)
    {
        double[] values = [.. Noise.Correlated(seed, 30, 0).Select((value, index) => index % 7 < 3 ? 1e6 + index : 100 + value)];
        Spread spread = Spread.Of(values)!;
        spread.Explains(100).Should().BeTrue();
        spread.Explains(500_000).Should().BeFalse();
    }

    // What the README says of false alarms, so that nobody has to believe it.
    [Theory]
    [InlineData(5, 0.12, 0.17)]
    [InlineData(12, 0.03, 0.06)]
    [InlineData(30, 0.005, 0.025)]
    public void Explains_NormalNoise_FalseAlarmsBecomeRareWithTheNumberOfRuns(int runs, double atLeast, double atMost)
    {
        double[][] series = [.. Enumerable.Range(1, 4000).Select(seed => Noise.Correlated(seed, runs + 1, 0).Select(value => 100 + (10 * value)).ToArray())];
        (series.Count(values => !Spread.Of(values[..runs])!.Explains(values[runs])) / 4000.0).Should().BeInRange(atLeast, atMost);
    }

    [Fact]
    public void Of_NothingFinite_IsNull() => Spread.Of([double.NaN, double.PositiveInfinity]).Should().BeNull();

    [Fact]
    public void Of_SomeNotFinite_LeavesThemOut() => Spread.Of([1, double.NaN, 3, double.NegativeInfinity, 2])!.Should().Be(new Spread(3, 2, 1, 0));

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    [InlineData(double.NegativeInfinity)]
    public void Explains_NoNumber_IsExplainedByNothing(double figure) => Spread.Of([1, 2, 3, 4, 5])!.Explains(figure).Should().BeFalse();
}
