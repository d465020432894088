using Verification.Load.Driving;
using Verification.Load.Plans;

namespace Verification.Load.Statistics;

/// <summary>Latencies of the answered events, sorted, in microseconds.</summary>
internal sealed class Latencies
{
    private readonly int[] _naive;
    private readonly int[] _corrected;
    private readonly ExpectedInterval? _expected;

    private Latencies(int[] naive, int[] corrected, bool paced)
    {
        Array.Sort(naive);
        (_naive, _corrected) = (naive, corrected);
        if (paced)
        {
            Array.Sort(corrected);
        }
        else if (naive.Length > 0)
        {
            _expected = new(naive, Math.Max(1, Rank.Of(naive, 0.5)));
        }
    }

    public int Count => _naive.Length;

    public static Latencies Of(EventOutcome[] outcomes, LoadPlan plan, int? stage = null)
    {
        int count = outcomes.Count(outcome => Counts(outcome, stage));
        int[] naive = new int[count];
        int[] corrected = new int[count];
        int at = 0;
        foreach (EventOutcome outcome in outcomes)
        {
            if (Counts(outcome, stage))
            {
                naive[at] = outcome.LatencyMicroseconds;
                corrected[at++] = (int)Math.Min(int.MaxValue, (long)outcome.LateMicroseconds + outcome.LatencyMicroseconds);
            }
        }

        return new(naive, corrected, paced: plan.Model == LoadModel.Open || plan.ThinkMilliseconds > 0);
    }

    /// <summary>From the intended moment, in milliseconds.</summary>
    public double Corrected(double share) => (_expected?.At(share) ?? Rank.Of(_corrected, share)) / 1000.0;

    /// <summary>From the first byte sent, in milliseconds.</summary>
    public double Naive(double share) => Rank.Of(_naive, share) / 1000.0;

    private static bool Counts(EventOutcome outcome, int? stage) => outcome.Answered && outcome.LateMicroseconds >= 0 && (stage is null || outcome.Stage == stage);
}
