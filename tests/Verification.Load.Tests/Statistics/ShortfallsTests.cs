using Verification.Load.Driving;
using Verification.Load.Statistics;
using Verification.Load.Tests.Support;

namespace Verification.Load.Tests.Statistics;

public sealed class ShortfallsTests
{
    private static readonly Calibration Enough = new(2000, 1990, 60_000, 0.1, 10, 0);

    [Fact]
    public void Of_AllInTime_IsNone() => Words(Outcomes(own: 100_000, count: 1000), Enough).Should().BeNull();

    [Theory]
    [InlineData(10, false)]
    [InlineData(11, true)]
    public void Of_EventsLateOfTheEnginesOwn_IsOneAboveOnePercentOfASecond(int late, bool expected) =>
        (Words([.. Outcomes(0, 1000 - late), .. Outcomes(100_001, late)], Enough) is not null).Should().Be(expected);

    [Fact]
    public void Of_OneBadSecond_SaysWhichAndByHowMuch() => Words([.. Outcomes(0, 900), .. Outcomes(130_000, 100, second: 3), .. Outcomes(0, 900, second: 3), .. Outcomes(0, 100_000, second: 4)])
        .Should().Be("In second 3 the engine itself sent 100 of 1000 events more than 100 ms late (in time: 90.0 %, needed are 99 %).");

    [Fact]
    public void Of_SeveralBadSeconds_NamesTheWorst() => Words([.. Outcomes(0, 100_000), .. Outcomes(130_000, 1, second: 1), .. Outcomes(130_000, 5, second: 2), .. Outcomes(0, 5, second: 2), .. Outcomes(130_000, 1, second: 3)])
        .Should().Be("In second 1 the engine itself sent 1 of 1 events more than 100 ms late (in time: 0.0 %, needed are 99 %), and 2 more seconds likewise.");

    [Fact]
    public void Of_LatenessAtThe99thPercentile_IsOne() => Words([.. Outcomes(0, 90), .. Outcomes(125_000, 10)]).Should().EndWith("The engine's own lateness is 125.0 ms at the 99th percentile; at most 100 ms are tolerated.");

    [Fact]
    public void Of_EventsLateOfTheTargets_IsNone() => Words([.. Enumerable.Range(0, 100).Select(index => Seen.Event(index, 5_000_000, 900_000))]).Should().BeNull();

    [Fact]
    public void Of_TooSlowAtTheSink_IsOne() => Words(Outcomes(0, 10), Enough with { SentPerSecond = 1900 }).Should().Be(
        "Against the null sink the engine sent 1900 of 2000 planned events per second (95.0 %, needed are 99 %): this machine cannot drive the plan.");

    [Fact]
    public void Of_ASinkThatAnswersNothing_IsOne() => Words(Outcomes(0, 10), new(0, 0, 0, 0, 0, 0)).Should().StartWith("The null sink answered nothing");

    [Theory]
    [InlineData(999_000, false)]
    [InlineData(1_001_000, true)]
    public void Of_ABurst_MayTakeItsTime(int own, bool expected) =>
        (DriveSummary.Of(Seen.Facts(Outcomes(own, 2000), Given.Plan(Given.Burst(2000)))).Shortfall is not null).Should().Be(expected, "a burst has a second");

    [Fact]
    public void Of_NoRateToKeep_IsNone() => Words(Outcomes(0, 10), new(0, 0, 60_000, 0, 10, 0)).Should().BeNull();

    [Fact]
    public void Of_NoPortsLeft_IsOne() => DriveSummary.Of(Seen.Facts(Outcomes(0, 10)) with { Shortages = 7 }).Shortfall.Should().Be(
        "The engine's machine could not open 7 connections for lack of local ports, file descriptors or memory.");

    [Fact]
    public void Of_EndedEarly_IsOne() => DriveSummary.Of(Seen.Facts(Outcomes(0, 10)) with { Interrupted = true }).Shortfall.Should().Be("The drive was ended early, after 1.0 s.");

    [Fact]
    public void Of_EventsNeverSentForTheEnginesSake_IsOne() => Words([.. Outcomes(0, 100), .. Enumerable.Range(0, 100).Select(_ => Seen.Unsent(500_000, own: 200_000))]).Should().NotBeNull();

    private static EventOutcome[] Outcomes(int own, int count, int second = 0) => [.. Enumerable.Range(0, count).Select(_ => Seen.Event(1_000_000L * second, own, 100, own: own))];

    private static string? Words(EventOutcome[] outcomes, Calibration? calibration = null) => DriveSummary.Of(Seen.Facts(outcomes) with { Calibration = calibration }).Shortfall;
}
