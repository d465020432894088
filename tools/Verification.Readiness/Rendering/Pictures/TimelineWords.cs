namespace Verification.Readiness.Rendering.Pictures;

/// <summary>Says in words what a timeline shows, for those who do not see it.</summary>
public static class TimelineWords
{
    // A row that changes more often than that is better read in its table.
    private const int MostRuns = 12;

    /// <summary>Each row with its stretches, then the marks.</summary>
    public static string Describe(Timeline timeline)
    {
        TimeUnit unit = Unit(timeline);
        IEnumerable<string> rows = timeline.Rows.Select(row => $"{row.Name}: {Stretches(timeline, row, unit)}.");
        string marks = timeline.Marks.Count == 0 ? "" : $" Marked: {string.Join("; ", timeline.Marks.Select((mark, index) => $"{Numbers.Figure(index + 1)} {mark.Name}, {Moment(mark, unit)}"))}.";
        return $"Across: {timeline.Across.Name}. {string.Join(" ", rows)}{marks}";
    }

    /// <summary>When a mark is, in the unit of the axis.</summary>
    public static string Moment(Timeline timeline, TimelineMark mark) => Moment(mark, Unit(timeline));

    private static string Moment(TimelineMark mark, TimeUnit unit) => $"{unit.Moment(mark.At)} {unit.Name}";

    private static TimeUnit Unit(Timeline timeline) => TimeUnit.Of(timeline.Across.Scale.To - timeline.Across.Scale.From);

    private static string Stretches(Timeline timeline, TimelineRow row, TimeUnit unit)
    {
        List<TimelineCell> runs = [.. TimelineCells.Runs(row.Cells)];
        IEnumerable<string> said = runs.Take(MostRuns).Select(run => $"{unit.Moment(run.From)} to {unit.Moment(run.To)} {unit.Name} {Kind(timeline, run)}");
        return runs.Count == 0 ? "nothing"
            : $"{string.Join(", ", said)}{(runs.Count > MostRuns ? $", and {Numbers.Figure(runs.Count - MostRuns)} more stretches" : "")}";
    }

    private static string Kind(Timeline timeline, TimelineCell run) =>
        run.Most == run.Worst ? timeline.Kinds[run.Worst].Name : $"{timeline.Kinds[run.Most].Name} with some {timeline.Kinds[run.Worst].Name}";
}
