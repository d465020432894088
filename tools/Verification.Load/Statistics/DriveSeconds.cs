using Verification.Load.Driving;

namespace Verification.Load.Statistics;

/// <summary>The outcomes of a drive by seconds.</summary>
internal static class DriveSeconds
{
    /// <summary>The seconds in order; an event that the engine itself sent later than is tolerated in its stage counts as missed.</summary>
    public static IReadOnlyList<DriveSecond> Of(EventOutcome[] outcomes, Tolerance tolerance)
    {
        List<int[]> seconds = [];
        foreach (EventOutcome outcome in outcomes)
        {
            Count(seconds, outcome.IntendedMicroseconds, 0);
            if (tolerance.IsMissed(outcome))
            {
                Count(seconds, outcome.IntendedMicroseconds, 3);
            }

            if (outcome.LateMicroseconds >= 0)
            {
                long sent = outcome.IntendedMicroseconds + outcome.LateMicroseconds;
                Count(seconds, sent, 1);
                if (outcome.Accepted)
                {
                    Count(seconds, sent + outcome.LatencyMicroseconds, 2);
                }
            }
        }

        return [.. seconds.Select((count, second) => new DriveSecond(second, count[0], count[1], count[2], count[3]))];
    }

    private static void Count(List<int[]> seconds, long moment, int what)
    {
        int second = (int)(moment / 1_000_000);
        while (seconds.Count <= second)
        {
            seconds.Add(new int[4]);
        }

        seconds[second][what]++;
    }
}
