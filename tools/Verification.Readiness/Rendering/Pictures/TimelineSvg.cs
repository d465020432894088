using System.Xml.Linq;

namespace Verification.Readiness.Rendering.Pictures;

/// <summary>Draws a timeline as inline SVG, as wide in its own units as a chart is.</summary>
public static class TimelineSvg
{
    /// <summary>From one row to the next.</summary>
    internal const double Pitch = 18;

    /// <summary>Height of a cell.</summary>
    internal const double CellHeight = 13;

    private const double Left = 96;
    private const double Margin = 12;
    private const double FlagStrip = 18;
    private const double TickRow = 16;
    private const double AxisRow = 15;

    // Closer than that, seams would cover what they part.
    private const double RoomForSeams = 2.4;

    private static readonly Scale Up = new(0, 1, false, []);

    /// <summary>The picture, with a title and a description for those who do not see it.</summary>
    public static XElement Of(Timeline timeline)
    {
        Frame frame = new(Left, FlagStrip, ChartSvg.Width - Left - Margin, timeline.Rows.Count * Pitch, timeline.Across.Scale, Up);
        (string title, string description) = ($"{timeline.Id}-title", $"{timeline.Id}-description");
        return Svg.Of(
            "svg", Svg.Class("picture"), new XAttribute("viewBox", $"0 0 {Svg.Figure(ChartSvg.Width)} {Svg.Figure(frame.Bottom + TickRow + AxisRow)}"),
            new XAttribute("role", "img"), new XAttribute("aria-labelledby", $"{title} {description}"),
            Svg.Of("title", new XAttribute("id", title), Inert.Html(timeline.Title)),
            Svg.Of("desc", new XAttribute("id", description), Inert.Html(TimelineWords.Describe(timeline))),
            timeline.Rows.Select((row, index) => Name(row.Name, Top(frame, index))),
            Svg.Stroke("grid", string.Concat(timeline.Rows.Select((_, index) => $"M{Svg.Place(frame.Left, Top(frame, index) + CellHeight)}H{Svg.Figure(frame.Right)}"))),
            TimelineCells.Of(timeline, frame),
            Seams(timeline, frame),
            TimelineCells.Letters(timeline, frame),
            TimelineFlags.Of(timeline, frame),
            Svg.Stroke("base", $"M{Svg.Place(frame.Left, frame.Bottom)}H{Svg.Figure(frame.Right)}"),
            timeline.Across.Scale.Ticks.SelectMany(tick => ChartSvg.Upright(frame, tick)),
            Svg.Text(frame.Left, frame.Bottom + TickRow + 11, "axis", timeline.Across.Name));
    }

    /// <summary>Where the cells of a row begin.</summary>
    internal static double Top(Frame frame, int row) => frame.Top + (row * Pitch) + ((Pitch - CellHeight) / 2);

    // An inner picture ends a long name before the cells, whatever the name is.
    private static XElement Name(string name, double top) => Svg.Of(
        "svg", Svg.At("x", 0), Svg.At("y", top - 1), Svg.At("width", Left - 5), Svg.At("height", Pitch - 2), Svg.Text(0, CellHeight - 2, "row ink", name));

    private static XElement? Seams(Timeline timeline, Frame frame)
    {
        List<TimelineCell> cells = [.. timeline.Rows.SelectMany(row => row.Cells)];
        return cells.Count == 0 || cells.Min(cell => frame.X(cell.To) - frame.X(cell.From)) < RoomForSeams
            ? null
            : Svg.Stroke("seam", string.Concat(cells.Select(cell => Svg.Figure(frame.X(cell.From))).Distinct().Select(x => $"M{x} {Svg.Figure(frame.Top)}V{Svg.Figure(frame.Bottom)}")));
    }
}
