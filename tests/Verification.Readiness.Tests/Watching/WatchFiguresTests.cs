using FluentAssertions;
using Verification.Readiness.Watching;
using Xunit;

namespace Verification.Readiness.Tests.Watching;

public sealed class WatchFiguresTests
{
    [Fact]
    public void Quantile_OfManyAnswers_IsRightToFivePercent()
    {
        LatencyHistogram latencies = new();
        foreach (int ms in Enumerable.Range(1, 10_000))
        {
            latencies.Add(ms / 10.0);
        }

        latencies.Quantile(0.95)!.Value.Should().BeInRange(950, 950 * 1.05);
        latencies.Quantile(1).Should().Be(1000);
        latencies.QuantileError(0.95).Should().BeInRange(0, 60);
    }

    [Fact]
    public void Quantile_OfFewAnswers_IsVague()
    {
        LatencyHistogram latencies = new();
        foreach (int ms in Enumerable.Range(1, 40))
        {
            latencies.Add(ms * 20);
        }

        latencies.QuantileError(0.95).Should().BeGreaterThan(30);
    }

    [Fact]
    public void Quantile_OfNone_IsNone() => new LatencyHistogram().Quantile(0.5).Should().BeNull();

    [Fact]
    public void Trend_OfTenThousandReadings_KeepsItsSlopeInBoundedMemory()
    {
        MemoryTrend trend = new();
        foreach (int reading in Enumerable.Range(0, 10_000))
        {
            trend.Add(reading / 60.0, 500 + (reading / 60.0));
        }

        trend.Points.Count.Should().BeLessThan(240);
        trend.Readings.Should().Be(10_000);
        trend.PercentPerHour()!.Slope.Should().BeApproximately(100 / (500 + (10_000 / 120.0)), 0.01);
    }

    [Fact]
    public void Budget_HalfOfTheTimeWithOneLookIn400Failed_IsBurntByAQuarter()
    {
        Watched watched = new();
        foreach (int look in Enumerable.Range(0, 400))
        {
            watched.Look(look != 7).After(24 / 399.0);
        }

        WatchMetrics.BudgetBurnt(watched.State)!.Value.Should().BeApproximately(0.25, 0.01);
    }

    [Fact]
    public void Outage_ThatGoesOn_CountsUntilNow()
    {
        WatchState state = new Watched().Look(true).After(1).Look(false).After(1).Look(false).State;

        (state.Outages.Count, state.Outages.Until(Watched.Start.AddHours(4))).Should().Be((1, TimeSpan.FromHours(3)));
    }
}
