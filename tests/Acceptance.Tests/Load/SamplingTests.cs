using FluentAssertions;
using Verification.Acceptance.Load;
using Xunit;

namespace Verification.Acceptance.Tests.Load;

public sealed class SamplingTests
{
    [Theory]
    [InlineData(100)]
    [InlineData(1_000)]
    public void QuantileError_ManySamplesOfOneDistribution_CoversTheQuantileNineteenTimesOfTwenty(int count)
    {
        Random random = new(1);
        int covered = Enumerable.Range(0, 1_000).Count(_ =>
        {
            double[] ordered = [.. Enumerable.Range(0, count).Select(_ => random.NextDouble()).Order()];
            double value = ordered[(int)Math.Ceiling(0.95 * count) - 1];
            return Math.Abs(value - 0.95) <= Sampling.QuantileError(ordered, 0.95);
        });
        covered.Should().BeGreaterThan(920);
    }

    [Fact]
    public void QuantileError_NoValues_IsEndless() => double.IsPositiveInfinity(Sampling.QuantileError([], 0.95)).Should().BeTrue();

    [Theory]
    [InlineData(5, 100, 4.5)]
    [InlineData(50, 1_000, 1.36)]
    public void PercentError_KnownCases_IsAsInTables(int hits, int count, double expected) => Sampling.PercentError(hits, count).Should().BeApproximately(expected, 0.35);
}
