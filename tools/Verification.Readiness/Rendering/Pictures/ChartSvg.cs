using System.Xml.Linq;

namespace Verification.Readiness.Rendering.Pictures;

/// <summary>Draws a chart as inline SVG: no script, nothing from outside, colours by the report's own styles.</summary>
public static class ChartSvg
{
    /// <summary>In its own units: narrow, so that its letters can still be read on a phone; on a desk two stand side by side.</summary>
    public const double Width = 360;

    private const double Left = 38;
    private const double Margin = 12;
    private const double TitleRow = 18;
    private const double Strip = 16;
    private const double Gap = 12;
    private const double TickRow = 16;
    private const double AxisRow = 15;

    /// <summary>The picture, with a title and a description for those who do not see it.</summary>
    public static XElement Of(Chart chart)
    {
        List<XElement> drawn = [];
        double top = 0;
        foreach ((int index, Pane pane) in chart.Panes.Index())
        {
            bool first = index == 0, last = index == chart.Panes.Count - 1;
            double strip = first && chart.Bands.Count > 0 ? Strip : 6;
            double right = chart.Panes.Any(other => other.NamedAtEnd) ? EndNames.Room : Margin;
            Frame frame = new(Left, top + TitleRow + strip, Width - Left - right, pane.Height, chart.Across.Scale, pane.Up.Scale);
            drawn.Add(Svg.Text(0, top + 12, "axis ink", pane.Up.Name));
            drawn.AddRange(first ? BandSvg.Names(chart, frame, strip) : []);
            drawn.AddRange(Inside(chart, pane, frame, last));
            top = frame.Bottom + (last ? TickRow : Gap);
        }

        drawn.Add(Svg.Text(Left, top + 11, "axis", chart.Across.Name));
        (string title, string description) = ($"{chart.Id}-title", $"{chart.Id}-description");
        return Svg.Of(
            "svg", Svg.Class("picture"), new XAttribute("viewBox", $"0 0 {Svg.Figure(Width)} {Svg.Figure(top + AxisRow)}"),
            new XAttribute("role", "img"), new XAttribute("aria-labelledby", $"{title} {description}"),
            Svg.Of("title", new XAttribute("id", title), Inert.Html(chart.Title)),
            Svg.Of("desc", new XAttribute("id", description), Inert.Html(ChartWords.Describe(chart))),
            drawn);
    }

    private static IEnumerable<XElement> Inside(Chart chart, Pane pane, Frame frame, bool last) =>
    [
        .. BandSvg.Shades(chart, frame),
        .. pane.Up.Scale.Ticks.SelectMany(tick => Level(frame, tick)),
        .. last ? frame.Across.Ticks.SelectMany(tick => Upright(frame, tick)) : [],
        .. pane.Lines.SelectMany(line => LineSvg.Of(line, frame)),
        Svg.Stroke("base", $"M{Svg.Place(frame.Left, frame.Bottom)}H{Svg.Figure(frame.Right)}"),
        .. pane.NamedAtEnd ? EndNames.Of(pane.Lines, frame) : [],
    ];

    private static IEnumerable<XElement> Level(Frame frame, Tick tick)
    {
        double y = frame.Y(tick.Value);
        yield return Svg.Stroke("grid", $"M{Svg.Place(frame.Left, y)}H{Svg.Figure(frame.Right)}");
        yield return Svg.Text(frame.Left - 5, y + 3.5, "tick end", tick.Label);
    }

    /// <summary>A tick of the axis across, with its label.</summary>
    internal static IEnumerable<XElement> Upright(Frame frame, Tick tick)
    {
        double x = frame.X(tick.Value);
        yield return Svg.Stroke("base", $"M{Svg.Place(x, frame.Bottom)}v4");
        yield return Svg.Text(x, frame.Bottom + 14, "tick middle", tick.Label);
    }
}
