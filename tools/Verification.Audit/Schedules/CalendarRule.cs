namespace Verification.Audit.Schedules;

/// <summary>systemd calendar events such as "daily", "*-*-* 03:00:00" or "Mon..Fri 06,18:30".</summary>
internal static class CalendarRule
{
    private static readonly string[] Days = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"];

    private static readonly Dictionary<string, string> Nicknames = new()
    {
        ["minutely"] = "*-*-* *:*:00", ["hourly"] = "*-*-* *:00:00", ["daily"] = "*-*-* 00:00:00", ["weekly"] = "Mon *-*-* 00:00:00", ["monthly"] = "*-*-01 00:00:00",
        ["quarterly"] = "*-01,04,07,10-01 00:00:00", ["semiannually"] = "*-01,07-01 00:00:00", ["yearly"] = "*-01-01 00:00:00", ["annually"] = "*-01-01 00:00:00",
    };

    /// <summary>In hours; null with a problem when the rule is not understood or never holds.</summary>
    public static double? LongestGapHours(string text, out string problem)
    {
        problem = $"'{CronField.Shorten(text)}' is not a calendar event that is understood here";
        List<string> words = [.. Nicknames.GetValueOrDefault(text.ToLowerInvariant(), text).Split([' ', '\t'], StringSplitOptions.RemoveEmptyEntries)];
        if (words.Count > 1 && words[^1] is "UTC" or "Local" || (words.Count > 1 && words[^1].Contains('/') && char.IsAsciiLetter(words[^1][0])))
        {
            words.RemoveAt(words.Count - 1);
        }

        HashSet<int> weekdays = [.. Enumerable.Range(0, 7)];
        if (words.Count > 0 && char.IsAsciiLetter(words[0][0]))
        {
            if (Weekdays(words[0]) is not HashSet<int> named)
            {
                return null;
            }

            weekdays = named;
            words.RemoveAt(0);
        }

        string time = words.Count > 0 && words[^1].Contains(':') ? words[^1] : "00:00:00";
        string date = words.FirstOrDefault(word => !word.Contains(':')) ?? "*-*-*";
        string[] clock = time.Split(':');
        string[] parts = date.Split('-');
        if (words.Count > 2 || clock.Length is < 2 or > 3 || parts.Length is < 2 or > 3 || (parts.Length == 3 && parts[0] != "*"))
        {
            return null;
        }

        IReadOnlySet<int>? hours = Set(clock[0], 0, 23);
        IReadOnlySet<int>? minutes = Set(clock[1], 0, 59);
        IReadOnlySet<int>? seconds = Set(clock.Length == 3 ? clock[2] : "00", 0, 59);
        IReadOnlySet<int>? months = Set(parts[^2], 1, 12);
        IReadOnlySet<int>? days = Set(parts[^1], 1, 31);
        if (hours is null || minutes is null || seconds is null || months is null || days is null)
        {
            return null;
        }

        double[] times = [.. hours.SelectMany(hour => minutes.SelectMany(minute => seconds.Select(second => (hour * 60) + minute + (second / 60.0))))];
        double? gap = Gaps.Longest(times, day => months.Contains(day.Month) && days.Contains(day.Day) && weekdays.Contains((int)day.DayOfWeek));
        problem = gap is null ? "no date fits it: it never starts" : "";
        return gap;
    }

    private static HashSet<int>? Weekdays(string text)
    {
        HashSet<int> found = [];
        foreach (string item in text.TrimEnd(',').Split(','))
        {
            string[] range = item.Split("..");
            int first = Day(range[0]);
            int last = Day(range[^1]);
            if (first < 0 || last < 0 || range.Length > 2)
            {
                return null;
            }

            for (int day = first; ; day = (day + 1) % 7)
            {
                found.Add(day);
                if (day == last)
                {
                    break;
                }
            }
        }

        return found;
    }

    private static int Day(string text) => text.Length < 3 ? -1 : Array.IndexOf(Days, text[..3].ToLowerInvariant());

    private static HashSet<int>? Set(string text, int from, int to)
    {
        HashSet<int> values = [];
        foreach (string item in text.Split(','))
        {
            string[] step = item.Split('/');
            string[] range = step[0].Split("..");
            int? every = step.Length == 1 ? 1 : step.Length == 2 ? Number(step[1]) : null;
            int? first = step[0] == "*" ? from : Number(range[0]);
            int? last = step[0] == "*" || (range.Length == 1 && step.Length == 2) ? to : range.Length <= 2 ? Number(range[^1]) : null;
            if (first is not int low || last is not int high || every is not (> 0 and int by) || low < from || high > to || low > high)
            {
                return null;
            }

            for (int value = low; value <= high; value += by)
            {
                values.Add(value);
            }
        }

        return values;
    }

    private static int? Number(string text) => text.Length is > 0 and < 4 && text.All(char.IsAsciiDigit) ? int.Parse(text) : null;
}
