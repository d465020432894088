using FluentAssertions;
using Verification.Readiness.Load;
using Xunit;

namespace Verification.Readiness.Tests.Load;

public sealed class ThinningTests
{
    public static TheoryData<int, int> Lengths { get; } = new() { { 0, 400 }, { 1, 400 }, { 399, 400 }, { 400, 400 }, { 401, 400 }, { 1000, 4 }, { 1000, 5 }, { 100_000, 400 } };

    [Theory]
    [MemberData(nameof(Lengths))]
    public void Thinned_OfAnyLength_KeepsEndsAndExtremesInOrder(int length, int most)
    {
        Random random = new(length);
        Point[] points = [.. Enumerable.Range(0, length).Select(index => new Point(index * 100, random.NextDouble() * 100))];
        IReadOnlyList<Point> thin = Thinning.Of(points, most);

        thin.Count.Should().BeLessThanOrEqualTo(most).And.Be(length <= most ? length : thin.Count);
        thin.Should().BeInAscendingOrder(point => point.Ms).And.BeSubsetOf(points);
        if (length > 0)
        {
            (thin[0], thin[^1]).Should().Be((points[0], points[^1]));
            (thin.Min(point => point.Value), thin.Max(point => point.Value)).Should().Be((points.Min(point => point.Value), points.Max(point => point.Value)));
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(50_001)]
    [InlineData(99_998)]
    public void Thinned_WithASpikeOfOneSample_KeepsIt(int at)
    {
        Point[] points = [.. Enumerable.Range(0, 100_000).Select(index => new Point(index * 100, index == at ? 460 : 150))];
        Thinning.Of(points).Should().Contain(new Point(at * 100, 460));
        Thinning.Averages(points).Max(point => point.Value).Should().BeLessThan(160, "an average says what a series does on the whole");
    }

    [Theory]
    [MemberData(nameof(Lengths))]
    public void Averages_OfAConstant_AreThatConstantOverTheSameTime(int length, int most)
    {
        Point[] points = [.. Enumerable.Range(0, length).Select(index => new Point(index, 7))];
        IReadOnlyList<Point> averages = Thinning.Averages(points, most);

        averages.Should().HaveCountLessThanOrEqualTo(most + 1).And.NotContain(point => point.Value != 7);
        averages.Select(point => point.Ms).Take(1).Concat(averages.Select(point => point.Ms).TakeLast(1)).Should().Equal(length == 0 ? [] : [0.0, length - 1]);
    }

    [Fact]
    public void Thinned_OfPointsOutOfOrderAndFiguresThatAreNone_IsInOrderAndDrawable() =>
        Thinning.Of([new(3, 1), new(1, double.NaN), new(double.NegativeInfinity, 1), new(2, double.PositiveInfinity), new(0, 5), new(1, double.MaxValue)]).Should().Equal(new Point(0, 5), new Point(3, 1));

    [Fact]
    public void Thinned_ToFewerThanEndsAndExtremes_IsRefused() =>
        FluentActions.Invoking(() => Thinning.Of([], 3)).Should().Throw<ArgumentOutOfRangeException>();
}
