namespace Verification.Audit.Schedules;

/// <summary>The times of a crontab line.</summary>
/// <param name="LongestGapHours">Null when it runs only at boot.</param>
internal sealed record CronSchedule(double? LongestGapHours)
{
    private static readonly Dictionary<string, string> Nicknames = new()
    {
        ["@hourly"] = "0 * * * *", ["@daily"] = "0 0 * * *", ["@midnight"] = "0 0 * * *", ["@weekly"] = "0 0 * * 0",
        ["@monthly"] = "0 0 1 * *", ["@yearly"] = "0 0 1 1 *", ["@annually"] = "0 0 1 1 *",
    };

    public static CronSchedule? Read(string text, out string problem)
    {
        problem = "";
        if (text == "@reboot")
        {
            return new CronSchedule((double?)null);
        }

        if (text.StartsWith('@') && !Nicknames.ContainsKey(text))
        {
            problem = $"'{CronField.Shorten(text)}' is no schedule that cron knows";
            return null;
        }

        string[] parts = Nicknames.GetValueOrDefault(text, text).Split(' ');
        CronField[] fields = new CronField[5];
        for (int position = 0; position < 5; position++)
        {
            if (CronField.Read(parts[position], position, out problem) is not CronField field)
            {
                return null;
            }

            fields[position] = field;
        }

        double[] minutes = [.. fields[1].Values.SelectMany(hour => fields[0].Values.Select(minute => (double)((hour * 60) + minute)))];
        double? gap = Gaps.Longest(minutes, day => fields[3].Values.Contains(day.Month) && OnDay(fields[2], fields[4], day));
        problem = gap is null ? "no date fits it: it never runs" : "";
        return gap is null ? null : new CronSchedule(gap);
    }

    /// <summary>When both the day of the month and the day of the week are given, either is enough.</summary>
    private static bool OnDay(CronField ofMonth, CronField ofWeek, DateOnly day)
    {
        bool month = ofMonth.Values.Contains(day.Day);
        bool week = ofWeek.Values.Contains((int)day.DayOfWeek);
        return ofMonth.Any || ofWeek.Any ? month && week : month || week;
    }
}
