using System.Xml.Linq;

namespace Verification.Readiness.Rendering.Pictures;

/// <summary>Writes pictures as HTML figures with their legends and captions.</summary>
public static class FigureHtml
{
    private const double SampleWidth = 26;
    private const double SampleHeight = 10;

    /// <summary>Side by side where there is room.</summary>
    public static XElement Of(Gallery gallery) => new("div", new XAttribute("class", "pictures"), gallery.Pictures.Select(Figure));

    private static XElement Figure(Picture picture) => picture switch
    {
        Chart chart => new(
            "figure", Caption(chart, ChartWords.Caption(chart)), ChartSvg.Of(chart),
            Lines(chart) is { Count: > 0 } lines ? new XElement("ul", new XAttribute("class", "legend"), lines.Select(Entry)) : null,
            Phases(chart) is { Count: > 0 } phases ? new XElement("ol", new XAttribute("class", "legend phases"), phases.Select(phase => new XElement("li", Inert.Html(phase)))) : null),
        Timeline timeline => new("figure", new XAttribute("class", "timeline"), Caption(timeline, timeline.Caption), TimelineSvg.Of(timeline), TimelineFigure.Beside(timeline)),
        _ => throw new InvalidOperationException($"There is no HTML for {picture.GetType().Name}."),
    };

    private static XElement Caption(Picture picture, string caption) =>
        new("figcaption", new XElement("strong", Inert.Html(Subject(picture))), new XElement("span", Inert.Html(caption)));

    // Subjects are ours and begin in lower case, because Markdown lists them.
    private static string Subject(Picture picture) => char.ToUpperInvariant(picture.Subject[0]) + picture.Subject[1..];

    // The axis already says what a line is that is alone in its pane.
    private static List<Line> Lines(Chart chart) =>
        [.. chart.Panes.Where(pane => !pane.NamedAtEnd).Select(pane => pane.Lines.Where(line => line.Name is not null)).Where(lines => lines.Count() > 1).SelectMany(lines => lines)];

    private static XElement Entry(Line line) => new(
        "li",
        Svg.Of(
            "svg", Svg.Class("sample"), Svg.At("width", SampleWidth), Svg.At("height", SampleHeight), new XAttribute("aria-hidden", "true"),
            LineSvg.Sample(line, SampleWidth, SampleHeight)),
        new XElement("span", Inert.Html(line.Name!)));

    private static List<string> Phases(Chart chart)
    {
        TimeUnit unit = TimeUnit.Of(chart.Across.Scale.To - chart.Across.Scale.From);
        return
        [
            .. chart.Bands.Where(band => !band.Emphasis).Select((band, index) =>
                $"{Numbers.Figure(index + 1)} {band.Name}, {unit.Moment(band.From)} to {unit.Moment(band.To)} {unit.Name}"),
        ];
    }
}
