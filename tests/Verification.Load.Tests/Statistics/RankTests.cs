using Verification.Load.Statistics;

namespace Verification.Load.Tests.Statistics;

public sealed class RankTests
{
    [Theory]
    [InlineData(0, 1)]
    [InlineData(0.01, 1)]
    [InlineData(0.5, 50)]
    [InlineData(0.501, 51)]
    [InlineData(0.95, 95)]
    [InlineData(0.99, 99)]
    [InlineData(0.999, 100)]
    [InlineData(1, 100)]
    public void Of_AHundredValues_IsTheNearestRank(double share, int expected) => Rank.Of([.. Enumerable.Range(1, 100)], share).Should().Be(expected);

    [Theory]
    [InlineData(0)]
    [InlineData(0.5)]
    [InlineData(1)]
    public void Of_OneValue_IsIt(double share) => Rank.Of([7], share).Should().Be(7);

    [Fact]
    public void Of_NoValues_IsZero() => Rank.Of([], 0.5).Should().Be(0);
}
