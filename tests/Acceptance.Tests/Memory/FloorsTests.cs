using FluentAssertions;
using Verification.Acceptance.Memory;
using Verification.Readiness.Statistics;
using Xunit;

namespace Verification.Acceptance.Tests.Memory;

public sealed class FloorsTests
{
    private const double SawToothBytes = 3_000_000;

    // 4,500 events in 90 readings, under a saw-tooth of 3 MB whose period fits nothing.
    private static List<(double Stored, double Bytes)> Soak(double leakPerEvent, int seed)
    {
        Random random = new(seed);
        double phase = random.NextDouble();
        return [.. Enumerable.Range(0, 90).Select(index => (index * 50.0, 40_000_000 + (leakPerEvent * index * 50) + (SawToothBytes * ((phase + (index / 6.3)) % 1)) + (50_000 * random.NextDouble())))];
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(1024, 1024)]
    [InlineData(4096, 4096)]
    public void Of_ASawTooth_LeavesTheLeak(double leakPerEvent, double expected)
    {
        int right = Enumerable.Range(0, 200).Count(seed =>
        {
            (double[] stored, double[] bytes) = Floors.Of(Soak(leakPerEvent, seed));
            SlopeEstimate trend = TheilSen.Fit(stored, bytes, independent: true)!;
            return Math.Abs(trend.Slope - expected) < 300 && trend.Error < 512;
        });
        right.Should().BeGreaterThan(190);
    }

    [Fact]
    public void Of_FewerReadingsThanWindows_IsEmpty() => Floors.Of([(0, 1), (1, 2)]).Stored.Should().BeEmpty();
}
