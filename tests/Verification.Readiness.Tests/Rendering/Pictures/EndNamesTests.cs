using FluentAssertions;
using Verification.Readiness.Rendering.Pictures;
using Xunit;

namespace Verification.Readiness.Tests.Rendering.Pictures;

public sealed class EndNamesTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(5)]
    [InlineData(40)]
    public void Names_OfLinesThatEndTogether_StandApartInsideTheirPane(int count)
    {
        Draw(count, out List<(double X, double Y)> names, out double top, out double bottom);

        names.Should().HaveCount(count);
        names.Select(name => name.Y).Should().BeInAscendingOrder().And.OnlyContain(y => y >= top - 1 && y <= bottom + 4.5);
        names.Zip(names.Skip(1), (first, second) => second.Y - first.Y).Should().NotContain(gap => gap < Math.Min(11.8, ((bottom - top) / count) - 0.3));
    }

    private static void Draw(int count, out List<(double X, double Y)> names, out double top, out double bottom)
    {
        Line[] lines = [.. Enumerable.Range(0, count).Select(index => new Line($"line {index}", LineStyle.Of(index), Joining.Straight, [new(0, 0), new(10, 5)]))];
        Chart chart = new("x", "lines", "a test", "See.", new("s", Scales.Across(0, 10, 5)), [new(new("MiB", Scales.Up([5], 5)), lines, 100, NamedAtEnd: true)], []);
        names = [.. Drawn.Texts(ChartSvg.Of(chart), "name")];
        double[] levels = [.. Drawn.Texts(ChartSvg.Of(chart), "tick end").Select(tick => tick.Y - 3.5)];
        (top, bottom) = (levels.Min(), levels.Max());
    }
}
