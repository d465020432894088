using FluentAssertions;
using Verification.Readiness.Rendering.Pictures;
using Xunit;

namespace Verification.Readiness.Tests.Rendering.Pictures;

public sealed class ScalesTests
{
    [Theory]
    [InlineData(new double[] { }, "0 0.2 0.4 0.6 0.8 1")]
    [InlineData(new double[] { 0 }, "0 0.2 0.4 0.6 0.8 1")]
    [InlineData(new[] { 0.3 }, "0 0.1 0.2 0.3")]
    [InlineData(new[] { 0.0007 }, "0 2e-4 4e-4 6e-4 8e-4")]
    [InlineData(new double[] { 104.28 }, "0 50 100 150")]
    [InlineData(new double[] { 250 }, "0 50 100 150 200 250")]
    [InlineData(new double[] { 577, 5 }, "0 200 400 600")]
    [InlineData(new double[] { -5, 20 }, "-5 0 5 10 15 20")]
    [InlineData(new double[] { 1_500_000 }, "0 500000 1 M 1.5 M")]
    [InlineData(new[] { double.NaN, 3, double.PositiveInfinity }, "0 1 2 3")]
    [InlineData(new[] { 1e300 }, "0 2e299 4e299 6e299 8e299 1e300")]
    public void Up_OfFigures_HasRoundTicksFromZero(double[] values, string ticks) => Labels(Scales.Up(values, 5)).Should().Be(ticks);

    [Theory]
    [InlineData(1, 100, "0 20 40 60 80 100")]
    [InlineData(1, 100.1, "1 10 100")]
    [InlineData(1.1, 1402, "1 10 100 1000")]
    [InlineData(9.4, 8400, "10 100 1000 10000")]
    [InlineData(0.04, 30, "0.1 1 10")]
    [InlineData(1e-280, 1e300, "1e-280 1e-164 1e-48 1e68 1e184 1e300")]
    public void Up_WhereItMayBeLogarithmic_IsSoBeyondAHundredfold(double low, double high, string ticks)
    {
        Scale scale = Scales.Up([low, high], 5, mayBeLogarithmic: true);

        scale.IsLogarithmic.Should().Be(high / low > Scales.Wide);
        Labels(scale).Should().Be(ticks);
        (scale.Share(low), scale.Share(high)).Should().Match<(double Low, double High)>(share => share.Low >= 0 && share.Low < 0.2 && share.High > 0.8 && share.High <= 1);
        Scales.Up([low, high], 5).IsLogarithmic.Should().BeFalse();
    }

    [Fact]
    public void Up_LogarithmicWithAZero_ShowsItAtTheFoot() => Scales.Up([0, 1, 1000], 5, mayBeLogarithmic: true).Share(0).Should().Be(0);

    [Theory]
    [InlineData(0, 0, "0 0.2 0.4 0.6 0.8 1")]
    [InlineData(1000, 1000, "600 800 1000 1200 1400")]
    [InlineData(-2, 17, "0 5 10 15")]
    [InlineData(0, 960, "0 200 400 600 800")]
    [InlineData(0, double.Epsilon, "0 0.2 0.4 0.6 0.8 1")]
    [InlineData(1e15, 1e15 + 0.5, "6e14 8e14 1e15 1.2e15 1.4e15")]
    public void Across_AnyStretch_IsAsLongAsItWithRoundTicks(double low, double high, string ticks)
    {
        Scale scale = Scales.Across(low, high, 5);
        Labels(scale).Should().Be(ticks);
        (scale.Share(scale.From), scale.Share(scale.To)).Should().Be((0, 1));
    }

    [Theory]
    [InlineData(0, 960, "ms", "0 200 400 600 800")]
    [InlineData(-2000, 17_000, "s", "0 5 10 15")]
    [InlineData(0, 100_000, "s", "0 30 60 90")]
    [InlineData(0, 14 * 60_000, "min", "0 5 10")]
    [InlineData(0, 10_000_000, "min", "0 30 60 90 120 150")]
    [InlineData(0, 6 * 3_600_000, "h", "0 1 2 3 4 5 6")]
    [InlineData(0, 48 * 3_600_000, "h", "0 12 24 36 48")]
    [InlineData(0, 10 * 86_400_000.0, "days", "0 2 4 6 8 10")]
    public void Time_OfAnyLength_IsReadInAUnitThatSuitsIt(double from, double to, string name, string ticks)
    {
        TimeUnit unit = TimeUnit.Of(to - from);
        unit.Name.Should().Be(name);
        Labels(unit.Across(from, to, 6)).Should().Be(ticks);
    }

    [Fact]
    public void Ticks_OfManyRanges_AreFewFiniteAndInside()
    {
        Random random = new(4);
        List<string> strange = [];
        for (int round = 0; round < 2_000; round++)
        {
            double low = (random.NextDouble() - 0.5) * Math.Pow(10, random.Next(-12, 15)), high = low + (random.NextDouble() * Math.Pow(10, random.Next(-12, 15)));
            Scale[] scales = [Scales.Up([low, high], 5, mayBeLogarithmic: true), Scales.Across(low, high, 6), TimeUnit.Of(high - low).Across(low, high, 6)];
            strange.AddRange(scales.Where(scale => !(scale.To > scale.From) || scale.Ticks.Count > 9 || !scale.Ticks.All(tick => scale.Share(tick.Value) is >= 0 and <= 1)).Select(scale => $"{low} to {high}: {Labels(scale)}"));
        }

        strange.Should().BeEmpty();
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(0.9, 1)]
    [InlineData(0.99, 2)]
    [InlineData(0.999, 3)]
    [InlineData(0.99999, 3.5)]
    [InlineData(1, 3.6)]
    [InlineData(-1, 0)]
    [InlineData(2, 3.6)]
    public void Tail_OfAShare_GivesEachNineTheSameRoom(double share, double position) => TailAxis.Position(share).Should().BeApproximately(position, 1e-9);

    [Fact]
    public void Tail_Ticks_AreThePercentilesPeopleAskFor() => Labels(TailAxis.Axis.Scale).Should().Be("0 50 90 95 99 99.9 100");

    private static string Labels(Scale scale) => string.Join(' ', scale.Ticks.Select(tick => tick.Label));
}
