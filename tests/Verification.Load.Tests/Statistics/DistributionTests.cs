using Verification.Load.Driving;
using Verification.Load.Plans;
using Verification.Load.Statistics;
using Verification.Load.Tests.Support;

namespace Verification.Load.Tests.Statistics;

public sealed class DistributionTests
{
    private const int Stall = 1_400_000;

    [Theory]
    [InlineData(2000, 10)]
    [InlineData(1000, 20)]
    public void Of_AStall_IsTheAnalyticOne(int perSecond, int seconds)
    {
        // Events of 100 us; those due in the stall, which begins after 4 s, wait for its end. 64 connections hold the only long naive latencies.
        long begin = 4_000_000;
        EventOutcome[] outcomes = [.. Enumerable.Range(0, perSecond * seconds).Select(index => index * 1_000_000L / perSecond).Select(intended =>
        {
            long rest = intended >= begin && intended < begin + Stall ? begin + Stall - intended : 0;
            bool underWay = rest > 0 && (intended - begin) * perSecond / 1_000_000 < 64;
            return Seen.Event(intended, underWay ? 0 : (int)rest, 100 + (underWay ? (int)rest : 0));
        })];
        Quantile p99 = Distribution.Of(outcomes, Given.Plan(Given.Constant(perSecond, 1000 * seconds))).Single(quantile => quantile.Share == 0.99);
        double analytic = (Stall / 1000.0) - (0.01 * seconds * 1000);
        p99.Corrected.Should().BeApproximately(analytic, 1.2, "one percent of all events waits longer");
        p99.Naive.Should().Be(0.1);
    }

    [Fact]
    public void Of_OneStage_LeavesTheOthersOut()
    {
        EventOutcome[] outcomes = [Seen.Event(0, 0, 1000), Seen.Event(1, 0, 5000, stage: 1), Seen.Event(2, 1000, 7000, stage: 1)];
        LoadPlan plan = Given.Plan(Given.Burst(1, "a"), Given.Burst(2, "b"));
        Distribution.Of(outcomes, plan, stage: 1)[^1].Should().Be(new Quantile(1, 8, 7));
        Distribution.Of(outcomes, plan, stage: 0)[^1].Should().Be(new Quantile(1, 1, 1));
        Distribution.Of(outcomes, plan)[0].Should().Be(new Quantile(0, 1, 1));
    }

    [Fact]
    public void Of_ClosedWithoutThinkTime_AddsWhatWasNotSent()
    {
        EventOutcome[] outcomes = [.. Enumerable.Range(0, 1000).Select(index => Seen.Event(index, 0, 1_000)), Seen.Event(1000, 0, 1_000_000)];
        Quantile p99 = Distribution.Of(outcomes, Given.Closed(0, Given.Constant(1, 1000))).Single(quantile => quantile.Share == 0.99);
        (p99.Naive, p99.Corrected > 900).Should().Be((1, true));
        Distribution.Of(outcomes, Given.Closed(10, Given.Constant(1, 1000))).Single(quantile => quantile.Share == 0.99).Corrected.Should().Be(1, "with a pace the beats themselves carry it");
    }

    [Fact]
    public void Of_NothingAnswered_IsEmpty() =>
        Distribution.Of([Seen.Unsent(0), Seen.Without(NoAnswer.TimedOut, 0), Seen.Without(NoAnswer.NotConnected, 0)], Given.Plan(Given.Burst(3))).Should().BeEmpty();

    [Fact]
    public void Of_RefusedEvents_CountToo() => Distribution.Of([Seen.Event(0, 0, 4000, status: 500)], Given.Plan(Given.Burst(1)))[0].Naive.Should().Be(4);
}
