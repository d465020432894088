using Verification.Readiness.Backup;
using Verification.Readiness.Rendering.Pictures;

namespace Verification.Readiness.Rendering.BackupReport;

/// <summary>Draws the backups that were kept on each simulated day against those that were promised.</summary>
public static class RetentionPicture
{
    private const double Height = 150;
    private const int Ticks = 5;
    private const int MostNamed = 8;

    /// <summary>The picture; null when no day was simulated.</summary>
    public static Chart? Of(RetentionRecord retention)
    {
        List<RetentionDay> days = [.. retention.Days.OrderBy(day => day.Day)];
        if (days.Count == 0)
        {
            return null;
        }

        List<RetentionDay> special = [.. days.Where(day => day.Event.Length > 0)], wrong = [.. days.Where(day => day.Kept != day.Promised)];
        List<Line> lines =
        [
            new("promised", new(LineStyle.Behind, 0), Joining.StepArea, Held(days, day => day.Promised)),
            new("kept", new(3, 0, Bold: true), Joining.Steps, Held(days, day => day.Kept)),
            .. Marks("special day", 1, MarkShape.Ring, special),
            .. Marks("not as promised", 2, MarkShape.Cross, wrong),
        ];
        Scale up = Scales.Up(lines.SelectMany(line => line.Dots).Select(dot => dot.Y), Ticks), across = Scales.Across(days[0].Day, days[^1].Day + 1.0, Ticks + 1);
        return new("backup-retention", "backups kept", "the simulated retention", Caption(special), new("simulated day", across), [new(new("whole backups", up), lines, Height)], []);
    }

    // A figure stands for its whole day, also on the last one.
    private static IReadOnlyList<Dot> Held(List<RetentionDay> days, Func<RetentionDay, int> value) =>
        [.. days.Select(day => new Dot(day.Day, value(day))), new(days[^1].Day + 1.0, value(days[^1]))];

    private static IEnumerable<Line> Marks(string name, int colour, MarkShape shape, List<RetentionDay> days) =>
        days.Count == 0 ? [] : [new(name, new(colour, 0), Joining.None, [.. days.Select(day => new Dot(day.Day + 0.5, day.Kept))], shape)];

    private static string Caption(List<RetentionDay> special)
    {
        if (special.Count == 0)
        {
            return "No day was special.";
        }

        string named = string.Join("; ", special.Take(MostNamed).Select(day => $"day {Numbers.Figure(day.Day)}: {day.Event}"));
        return $"Special days: {named}{(special.Count > MostNamed ? $"; and {Numbers.Figure(special.Count - MostNamed)} more in the table" : "")}.";
    }
}
