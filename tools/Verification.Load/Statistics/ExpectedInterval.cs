namespace Verification.Load.Statistics;

/// <summary>
/// Correction where there was no pace to miss (closed model without think time), as HdrHistogram makes it: a user who waited far longer
/// than the usual answer takes would have sent more meanwhile, one per usual answer, and each would have waited one less. The median
/// stands for the usual answer. Computed by counting, without making those values.
/// </summary>
internal sealed class ExpectedInterval
{
    private readonly int[] _sorted;
    private readonly long _interval;
    private readonly long _count;

    /// <summary>Corrects sorted latencies.</summary>
    public ExpectedInterval(int[] sorted, int interval)
    {
        (_sorted, _interval) = (sorted, interval);
        _count = UpTo(int.MaxValue);
    }

    /// <summary>The value at a share.</summary>
    public int At(double share)
    {
        long rank = Rank.IndexOf(_count, share);
        (int low, int high) = (0, _sorted[^1]);
        while (low < high)
        {
            int middle = low + ((high - low) / 2);
            if (UpTo(middle) > rank)
            {
                high = middle;
            }
            else
            {
                low = middle + 1;
            }
        }

        return low;
    }

    // Of a latency v, the values v - interval, v - 2 intervals, ... down to the interval are added.
    private long UpTo(long limit)
    {
        long count = 0;
        foreach (int value in _sorted)
        {
            count += value <= limit ? 1 : 0;
            long added = Math.Max(0, (value / _interval) - 1);
            long above = value <= limit ? 0 : (value - limit + _interval - 1) / _interval;
            count += Math.Max(0, added - Math.Max(0, above - 1));
        }

        return count;
    }
}
