using Verification.Readiness.Load;
using Verification.Readiness.Rendering.Pictures;

namespace Verification.Readiness.Rendering.LoadReport;

/// <summary>Draws the backlog, and below it on the same time axis the memory of each part.</summary>
public static class MemoryPicture
{
    private const string Total = "total";
    private const double BacklogHeight = 84;
    private const double MemoryHeight = 190;
    private const int FewTicks = 3;
    private const int Ticks = 5;

    /// <summary>The picture; null when neither was recorded.</summary>
    public static Chart? Of(LoadPlanRecord plan, string id, TimeSpread spread)
    {
        Pane? backlog = Pane("events accepted, not stored yet", FewTicks, BacklogHeight, [.. plan.Backlog.Select(Backlog)]);
        Pane? memory = Pane("MiB of memory", Ticks, MemoryHeight, [.. plan.Memory.Select((series, index) => Memory(series, index + plan.Backlog.Count))], namedAtEnd: true);
        string subject = (backlog, memory) switch
        {
            (null, not null) => "memory over time",
            (not null, null) => "backlog over time",
            _ => "backlog and memory over time",
        };
        return backlog is null && memory is null
            ? null
            : new($"{id}-memory", subject, plan.Plan, Caption(plan), spread.Axis, [.. new[] { backlog, memory }.OfType<Pane>()], spread.Phases);
    }

    private static Pane? Pane(string name, int ticks, double height, IReadOnlyList<Line> lines, bool namedAtEnd = false)
    {
        List<Line> drawn = [.. lines.Where(line => line.Dots.Count > 0)];
        return drawn.Count == 0 ? null : new(new(name, Scales.Up(drawn.SelectMany(line => line.All).Select(dot => dot.Y), ticks)), drawn, height, namedAtEnd);
    }

    private static Line Backlog(Series series, int index) => Lines.Of(series, LineStyle.Of(index), Joining.Area);

    private static Line Memory(Series series, int index) => Lines.Of(series, series.Name == Total ? new(LineStyle.Ink, 0, Bold: true) : LineStyle.Of(index), Joining.Straight);

    private static string Caption(LoadPlanRecord plan)
    {
        string backlog = Lines.Highest(plan.Backlog) is double most ? $"At most {LoadWords.Figure(most, 0)} accepted events waited to be stored" : "The backlog was not recorded";
        return plan.MemoryParts.FirstOrDefault(part => part.Name == Total) is MemoryPart total
            ? $"{backlog}; all parts together took {LoadWords.MiB(total.IdleMiB)} idle, {LoadWords.MiB(total.PeakMiB)} at the peak and {LoadWords.MiB(total.AfterMiB)} afterwards."
            : $"{backlog}; memory of all parts together is not known.";
    }
}
