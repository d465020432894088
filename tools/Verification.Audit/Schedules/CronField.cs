namespace Verification.Audit.Schedules;

/// <summary>One of the five fields of a crontab line: the values on which it holds.</summary>
internal sealed record CronField(IReadOnlySet<int> Values, bool Any)
{
    private static readonly string[] Months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
    private static readonly string[] Days = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"];

    private static readonly (string Name, int From, int To)[] Kinds =
        [("minute", 0, 59), ("hour", 0, 23), ("day of the month", 1, 31), ("month", 1, 12), ("day of the week", 0, 7)];

    /// <summary>Reads a field by its position from 0; the problem says what is wrong with it.</summary>
    public static CronField? Read(string text, int position, out string problem)
    {
        (string name, int from, int to) = Kinds[position];
        HashSet<int> values = [];
        foreach (string item in text.Split(','))
        {
            string[] step = item.Split('/');
            string[] range = step[0].Split('-');
            int? every = step.Length == 1 ? 1 : step.Length == 2 ? Number(step[1], position) : null;
            int? first = step[0] == "*" ? from : Number(range[0], position);
            int? last = step[0] == "*" || (range.Length == 1 && step.Length == 2) ? to : range.Length <= 2 ? Number(range[^1], position) : null;
            if (first is not int low || last is not int high || every is not (> 0 and int by) || low < from || high > to || low > high)
            {
                problem = $"'{Shorten(text)}' is not a {name} ({from}-{to}, with names, lists, ranges and steps)";
                return null;
            }

            for (int value = low; value <= high; value += by)
            {
                // Both 0 and 7 are Sunday.
                values.Add(position == 4 ? value % 7 : value);
            }
        }

        problem = "";
        return new CronField(values, text.StartsWith('*'));
    }

    public static string Shorten(string text) => text.Length <= 40 ? text : text[..37] + "...";

    private static int? Number(string text, int position)
    {
        string lower = text.ToLowerInvariant();
        int named = position == 3 ? Array.IndexOf(Months, lower) + 1 : position == 4 ? Array.IndexOf(Days, lower) : -1;
        return (position == 3 && named > 0) || (position == 4 && named >= 0) ? named
            : text.Length is > 0 and < 4 && text.All(char.IsAsciiDigit) ? int.Parse(text) : null;
    }
}
