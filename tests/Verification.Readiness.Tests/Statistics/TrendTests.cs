using FluentAssertions;
using Verification.Readiness.Statistics;
using Xunit;

namespace Verification.Readiness.Tests.Statistics;

/// <summary>How often the interval is wrong, over seeded series whose truth is known.</summary>
public sealed class TrendTests
{
    private const int Series = 100;

    [Theory]
    [InlineData(60, 0)]
    [InlineData(60, 0.5)]
    [InlineData(60, 0.8)]
    [InlineData(100, 0.9)]
    [InlineData(100, 0.95)]
    [InlineData(600, 0.9)]
    [InlineData(600, 0.98)]
    [InlineData(3000, 0.98)]
    public void Fit_NoiseWithoutTrend_IsRarelyCalledGrowth(int count, double correlation)
    {
        double[] x = Noise.Axis(count);
        var estimates = Enumerable.Range(0, Series).Select(seed => TheilSen.Fit(x, Noise.Correlated(seed, count, correlation))!).ToList();
        estimates.Count(estimate => estimate.IsGrowth).Should().BeLessThanOrEqualTo(Series / 10);
        estimates.Count(estimate => estimate.Low <= 0 && estimate.High >= 0).Should().BeGreaterThanOrEqualTo(Series * 8 / 10);
    }

    [Theory]
    [InlineData(100, 7.3)]
    [InlineData(100, 33)]
    [InlineData(600, 100)]
    public void Fit_SawTeeth_AreNotGrowth(int count, double period)
    {
        double[] x = Noise.Axis(count);
        Enumerable.Range(0, Series).Count(seed => TheilSen.Fit(x, Noise.SawTooth(seed, count, period))!.IsGrowth).Should().BeLessThanOrEqualTo(Series / 50);
    }

    [Theory]
    [InlineData(60)]
    [InlineData(100)]
    [InlineData(600)]
    public void Fit_OneStep_IsNotGrowth(int count)
    {
        double[] x = Noise.Axis(count);
        Enumerable.Range(0, Series).Count(seed => TheilSen.Fit(x, [.. Noise.Correlated(seed, count, 0).Select((value, i) => value + (i >= count / 2 ? 100 : 0))])!.IsGrowth)
            .Should().BeLessThanOrEqualTo(Series / 10, "memory that is taken once and kept is not a leak");
    }

    // 4,500 events after warm-up, ten looks a second for nine seconds, noise of 0.5 MiB that lasts about a second.
    [Theory]
    [InlineData(1024, 1)]
    [InlineData(4096, 1)]
    [InlineData(0, 0)]
    public void Fit_LeakPerEvent_IsFoundWithinItsInterval(double bytesPerEvent, int isLeak)
    {
        const double noise = 0.5 * 1024 * 1024;
        double[] events = [.. Noise.Axis(90).Select(i => 1500 + (i * 50))];
        var estimates = Enumerable.Range(0, Series)
            .Select(seed => TheilSen.Fit(events, [.. Noise.Correlated(seed, 90, 0.8).Select((value, i) => 150e6 + (value * noise) + (bytesPerEvent * events[i]))])!)
            .ToList();
        estimates.Count(estimate => estimate.Low <= bytesPerEvent && bytesPerEvent <= estimate.High).Should().BeGreaterThanOrEqualTo(Series * 9 / 10);
        estimates.Count(estimate => estimate.IsGrowth).Should().BeInRange(isLeak * Series * 95 / 100, isLeak == 1 ? Series : Series / 10);
    }
}
