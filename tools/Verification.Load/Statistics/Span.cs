using Verification.Load.Driving;

namespace Verification.Load.Statistics;

/// <summary>Counts of some events, and the time from the first send to the last answer, in microseconds.</summary>
internal sealed class Span
{
    public int Sent { get; private set; }

    public int Accepted { get; private set; }

    /// <summary>Refused, or without an answer.</summary>
    public int Failed { get; private set; }

    /// <summary>Sent and answered, or given up.</summary>
    public int Accounted { get; private set; }

    public long First { get; private set; } = long.MaxValue;

    public long Last { get; private set; }

    /// <summary>0 when nothing was accepted.</summary>
    public double AcceptedPerSecond => Accepted == 0 ? 0 : Accepted / (Math.Max(1, Last - First) / 1e6);

    public void Add(EventOutcome outcome)
    {
        Failed += outcome.Status != 0 && !outcome.Accepted ? 1 : 0;
        Accepted += outcome.Accepted ? 1 : 0;
        if (outcome.LateMicroseconds < 0)
        {
            return;
        }

        long sent = outcome.IntendedMicroseconds + outcome.LateMicroseconds;
        Sent++;
        First = Math.Min(First, sent);
        if (outcome.LatencyMicroseconds >= 0)
        {
            Accounted++;
            Last = Math.Max(Last, sent + outcome.LatencyMicroseconds);
        }
    }
}
