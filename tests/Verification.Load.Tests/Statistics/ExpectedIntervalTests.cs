using Verification.Load.Statistics;

namespace Verification.Load.Tests.Statistics;

public sealed class ExpectedIntervalTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void At_AnyShare_IsThatOfTheValuesWrittenOut(int seed)
    {
        Random random = new(seed);
        int[] sorted = [.. Enumerable.Range(0, 500).Select(_ => random.Next(20) == 0 ? random.Next(100_000) : random.Next(1, 200)).Order()];
        int interval = Math.Max(1, Rank.Of(sorted, 0.5));
        int[] written = [.. sorted.SelectMany(value => WrittenOut(value, interval)).Order()];
        ExpectedInterval corrected = new(sorted, interval);
        foreach (double share in Distribution.Shares)
        {
            corrected.At(share).Should().Be(Rank.Of(written, share), "share {0}", share);
        }
    }

    [Fact]
    public void At_OneStallOfASecond_HoldsTheRequestsThatWereNotSent()
    {
        // 1,000 answers of 1 ms, and one of 1 s: the user would have sent 999 more meanwhile.
        int[] sorted = [.. Enumerable.Repeat(1_000, 1000), 1_000_000];
        ExpectedInterval corrected = new(sorted, 1_000);
        corrected.At(0.5).Should().Be(1_000);
        corrected.At(0.75).Should().BeCloseTo(500_000, 1_000);
        corrected.At(0.99).Should().BeCloseTo(980_000, 1_000);
    }

    // As HdrHistogram does it.
    private static IEnumerable<int> WrittenOut(int value, int interval)
    {
        yield return value;
        for (int missing = value - interval; missing >= interval; missing -= interval)
        {
            yield return missing;
        }
    }
}
