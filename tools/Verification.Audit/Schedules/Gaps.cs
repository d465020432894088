namespace Verification.Audit.Schedules;

/// <summary>The largest gap between two times of a calendar rule.</summary>
internal static class Gaps
{
    // Every date with every weekday next to a leap day is in a span of 28 years.
    private static readonly DateOnly From = new(2001, 1, 1);
    private static readonly DateOnly To = new(2029, 12, 31);

    /// <summary>In hours; null when the rule never holds, or only once in the span.</summary>
    public static double? Longest(IReadOnlyList<double> minutesOfDay, Func<DateOnly, bool> runsOn)
    {
        if (minutesOfDay.Count == 0)
        {
            return null;
        }

        double[] minutes = [.. minutesOfDay.Order()];
        double longest = minutes.Zip(minutes.Skip(1), (one, next) => next - one).DefaultIfEmpty(0).Max();
        int longestDays = 0;
        DateOnly? last = null;
        for (DateOnly day = From; day <= To; day = day.AddDays(1))
        {
            if (runsOn(day))
            {
                longestDays = Math.Max(longestDays, last is DateOnly before ? day.DayNumber - before.DayNumber : 0);
                last = day;
            }
        }

        return longestDays == 0 ? null : Math.Max(longest, (longestDays * 24 * 60) - minutes[^1] + minutes[0]) / 60;
    }
}
