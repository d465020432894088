using FluentAssertions;
using Xunit;

namespace Verification.Readiness.Tests;

public sealed class ThresholdTests
{
    [Theory]
    [InlineData(Comparison.AtMost, 4.999, Outcome.Pass)]
    [InlineData(Comparison.AtMost, 5, Outcome.Pass)]
    [InlineData(Comparison.AtMost, 5.001, Outcome.Fail)]
    [InlineData(Comparison.AtLeast, 4.999, Outcome.Fail)]
    [InlineData(Comparison.AtLeast, 5, Outcome.Pass)]
    [InlineData(Comparison.AtLeast, 5.001, Outcome.Pass)]
    [InlineData(Comparison.Equal, 4.999, Outcome.Fail)]
    [InlineData(Comparison.Equal, 5, Outcome.Pass)]
    [InlineData(Comparison.Equal, 5.001, Outcome.Fail)]
    public void Judge_OfACensus_IsDecidedByTheComparisonAlone(Comparison comparison, double measured, Outcome expected) =>
        new Threshold(comparison, 5, "s").Judge(measured).Should().Be(expected);

    [Theory]
    [InlineData(Comparison.AtMost, 4.4, Outcome.Pass)]
    [InlineData(Comparison.AtMost, 4.5, Outcome.Unknown)]
    [InlineData(Comparison.AtMost, 5, Outcome.Unknown)]
    [InlineData(Comparison.AtMost, 5.5, Outcome.Unknown)]
    [InlineData(Comparison.AtMost, 5.6, Outcome.Fail)]
    [InlineData(Comparison.AtLeast, 4.4, Outcome.Fail)]
    [InlineData(Comparison.AtLeast, 5.5, Outcome.Unknown)]
    [InlineData(Comparison.AtLeast, 5.6, Outcome.Pass)]
    [InlineData(Comparison.Equal, 5.2, Outcome.Unknown)]
    [InlineData(Comparison.Equal, 6, Outcome.Fail)]
    public void Judge_OfASampleWithinItsOwnError_IsUnknown(Comparison comparison, double measured, Outcome expected) =>
        new Threshold(comparison, 5, "s").Judge(measured, error: 0.5).Should().Be(expected);

    [Theory]
    [InlineData(double.NaN, 0)]
    [InlineData(double.PositiveInfinity, 0)]
    [InlineData(double.NegativeInfinity, 0)]
    [InlineData(1, double.NaN)]
    [InlineData(1, double.PositiveInfinity)]
    [InlineData(1, -0.1)]
    public void Judge_OfWhatIsNoFigure_IsUnknownUnderEveryComparison(double measured, double error) =>
        Enum.GetValues<Comparison>().Select(comparison => new Threshold(comparison, 5, "s").Judge(measured, error))
            .Should().AllBeEquivalentTo(Outcome.Unknown);

    [Fact]
    public void Judge_WithAGrowingError_NeverTurnsFailIntoPass()
    {
        var broken = from comparison in Enum.GetValues<Comparison>()
                     from measured in Enumerable.Range(0, 41).Select(step => step / 4.0)
                     from error in Enumerable.Range(1, 40).Select(step => step / 4.0)
                     let census = new Threshold(comparison, 5, "s").Judge(measured)
                     let sampled = new Threshold(comparison, 5, "s").Judge(measured, error)
                     where sampled != census && sampled != Outcome.Unknown
                     select (comparison, measured, error, census, sampled);

        broken.Should().BeEmpty();
    }

    [Theory]
    [InlineData(Comparison.AtMost, "at most 0.5 s")]
    [InlineData(Comparison.AtLeast, "at least 0.5 s")]
    [InlineData(Comparison.Equal, "exactly 0.5 s")]
    public void ToString_OfABound_NamesComparisonValueAndUnit(Comparison comparison, string expected) =>
        new Threshold(comparison, 0.5, "s").ToString().Should().Be(expected);
}
