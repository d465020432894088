using FluentAssertions;
using Verification.Readiness.History;
using Verification.Readiness.Tests.Statistics;
using Xunit;

namespace Verification.Readiness.Tests.History;

public sealed class FigureJudgeTests
{
    [Theory]
    [InlineData(2.0, Call.Regression)]
    [InlineData(0.5, Call.Improvement)]
    [InlineData(1.04, Call.WithinNoise)]
    [InlineData(1.0, Call.Same)]
    public void Judge_ConstantSeriesThenAnother_IsCalledByItsDirection(double seconds, Call expected) =>
        Judged(Enumerable.Repeat(1.0, 10), seconds).Call.Should().Be(expected);

    [Theory]
    [InlineData(50, Call.Regression)]
    [InlineData(200, Call.Improvement)]
    [InlineData(102, Call.WithinNoise)]
    public void Judge_ThresholdIsAtLeast_LessIsWorse(double rate, Call expected)
    {
        Seen Rate(double value) => new("BurstIsStoredAtRate", value, Nights.AtLeast50PerSecond);
        HistoryLog log = new([.. Enumerable.Range(0, 8).Select(night => Nights.Of(night, Rate(100)).Entry)], []);
        Judged(Nights.Of(7, Rate(100)), Nights.Of(8, Rate(rate)), log).Call.Should().Be(expected);
    }

    // Whatever the noise is like: within one MAD nothing is called a change, and ten MAD away always is.
    [Fact]
    public void Judge_AnySeries_NoiseWithinItsMadIsNoChangeAndTenTimesItIs()
    {
        foreach (int seed in Enumerable.Range(1, 200))
        {
            double[] seconds = [.. Noise.Correlated(seed, 5 + (seed % 26), seed % 3 * 0.4).Select(value => 1000 + (60 * value))];
            double median = seconds.Order().ElementAt(seconds.Length / 2), mad = seconds.Select(value => Math.Abs(value - median)).Order().ElementAt(seconds.Length / 2);
            Judged(seconds, median + (mad / 2)).Call.Should().BeOneOf([Call.WithinNoise, Call.Same], "seed {0}", seed);
            Judged(seconds, median + 100 + (10 * mad)).Call.Should().Be(Call.Regression, "seed {0}", seed);
            Judged(seconds, median - 100 - (10 * mad)).Call.Should().Be(Call.Improvement, "seed {0}", seed);
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    public void Judge_FewerThanFiveRuns_SaysHowMany(int runs)
    {
        FigureCall call = Judged(Enumerable.Repeat(1.0, runs), 40);
        call.Should().Be(new FigureCall(Call.TooFewRuns, $"too few runs to tell ({runs})"));
    }

    [Fact]
    public void Judge_FiveRuns_AreEnough() => Judged(Enumerable.Repeat(1.0, 5), 40).Call.Should().Be(Call.Regression);

    [Theory]
    [InlineData(null, 1.0)]
    [InlineData(1.0, null)]
    [InlineData(null, null)]
    [InlineData(double.NaN, 1.0)]
    [InlineData(1.0, double.NaN)]
    [InlineData(double.NaN, double.NaN)]
    [InlineData(double.PositiveInfinity, double.PositiveInfinity)]
    public void Judge_FigureIsMissingOrNone_IsUnknownNeverTheSame(double? before, double? after)
    {
        foreach (string unit in new[] { "s", "events" })
        {
            HistoryCheck Check(double? value) => new(Outcome.Pass, value, unit, 1, new(Comparison.AtMost, 5, unit));
            Judge(Enumerable.Repeat(1.0, 10)).Judge("Some", Check(before), Check(after)).Call.Should().Be(Call.Unknown, unit);
        }
    }

    // For example: our own generator fell short, so the figure says nothing of the target.
    [Fact]
    public void Judge_OutcomeIsUnknown_ItsFigureCountsForNothing()
    {
        HistoryCheck sound = new(Outcome.Pass, 1, "s", 1, Nights.AtMost5Seconds);
        Judge(Enumerable.Repeat(1.0, 10)).Judge(Nights.Latency, sound, sound with { Outcome = Outcome.Unknown }).Call.Should().Be(Call.Unknown);
    }

    [Theory]
    [InlineData(Comparison.AtMost, 0, 0, 1, Call.Regression)]
    [InlineData(Comparison.AtMost, 0, 1, 0, Call.Improvement)]
    [InlineData(Comparison.AtMost, 5, 3, 3, Call.Same)]
    [InlineData(Comparison.AtLeast, 10, 12, 11, Call.Regression)]
    [InlineData(Comparison.Equal, 1, 1, 2, Call.Regression)]
    [InlineData(Comparison.Equal, 1, 0, 1, Call.Improvement)]
    [InlineData(Comparison.Equal, 1, 0, 2, Call.Unknown)]
    public void Judge_Count_AnyChangeIsAChangeWithoutHistory(Comparison comparison, double bound, double before, double after, Call expected)
    {
        Seen Lost(double value) => new("AckedEventsAreStored", value, new(comparison, bound, "lost events"));
        Judged(Nights.Of(0, Lost(before)), Nights.Of(1, Lost(after)), HistoryLog.Empty, "AckedEventsAreStored").Call.Should().Be(expected);
    }

    [Fact]
    public void Judge_UnitChanged_IsUnknown()
    {
        HistoryCheck before = new(Outcome.Pass, 1, "s", 1, Nights.AtMost5Seconds), after = new(Outcome.Pass, 1000, "ms", 1, new(Comparison.AtMost, 5000, "ms"));
        Judge(Enumerable.Repeat(1.0, 10)).Judge(Nights.Latency, before, after).Should().Be(new FigureCall(Call.Unknown, "the unit changed from s to ms"));
    }

    [Fact]
    public void Judge_AnotherScale_SaysSoInsteadOfJudging()
    {
        ComparedRun later = Nights.Of(10, 40);
        FigureCall call = Judged(Nights.Of(9, 1), later with { Entry = later.Entry with { Scale = 0.01 } }, Nights.Log(Enumerable.Repeat(1.0, 9)));
        call.Should().Be(new FigureCall(Call.Unknown, "not judged, the runs differ in scale (1 before, 0.01 now)"));
    }

    // An upgrade is held against the nights of the version before it.
    [Fact]
    public void Judge_AnotherVersion_IsWhatPeopleCompareFor()
    {
        ComparedRun later = Nights.Of(10, 40);
        Judged(Nights.Of(9, 1), later with { Entry = later.Entry with { Target = later.Entry.Target with { Version = "6.2" } } }, Nights.Log(Enumerable.Repeat(1.0, 9)))
            .Call.Should().Be(Call.Regression);
    }

    private static FigureJudge Judge(IEnumerable<double> past)
    {
        double[] nights = [.. past];
        return new(Nights.Of(nights.Length - 1, nights[^1]).Entry, Nights.Of(nights.Length, 1).Entry, Nights.Log(nights));
    }

    // The last of the past is the earlier run.
    private static FigureCall Judged(IEnumerable<double> past, double seconds)
    {
        double[] nights = [.. past];
        return Judged(Nights.Of(nights.Length - 1, nights[^1]), Nights.Of(nights.Length, seconds), Nights.Log(nights));
    }

    private static FigureCall Judged(ComparedRun earlier, ComparedRun later, HistoryLog log, string? check = null)
    {
        string id = check ?? earlier.Entry.Checks.Keys.Single();
        return new FigureJudge(earlier.Entry, later.Entry, log).Judge(id, earlier.Entry.Checks[id], later.Entry.Checks[id]);
    }
}
