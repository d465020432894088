using System.Xml.Linq;

namespace Verification.Readiness.Rendering.Pictures;

/// <summary>Writes what stands beside a timeline: its legend in words and its marks by number.</summary>
internal static class TimelineFigure
{
    private const double SampleWidth = 16;
    private const double SampleHeight = 12;

    public static XElement Beside(Timeline timeline) => new(
        "div", new XAttribute("class", "beside"),
        new XElement("ul", new XAttribute("class", "legend"), Kinds(timeline).Select(Entry), new XElement("li", $"blank: {timeline.Blank}")),
        timeline.Marks.Count == 0 ? null : new XElement("ol", new XAttribute("class", "legend marks"), timeline.Marks.Select((mark, index) => Mark(timeline, mark, index))));

    private static XElement Mark(Timeline timeline, TimelineMark mark, int index) => new(
        "li",
        new XElement("span", $"{Numbers.Figure(index + 1)} "), new XElement("span", Inert.Html(mark.Name)), new XElement("span", new XAttribute("class", "at"), TimelineWords.Moment(timeline, mark)));

    // Only what is there, so that a picture without a loss does not name one.
    private static IEnumerable<CellKind> Kinds(Timeline timeline)
    {
        HashSet<int> drawn = [.. timeline.Rows.SelectMany(row => row.Cells).SelectMany(cell => new[] { cell.Most, cell.Worst })];
        return timeline.Kinds.Where((_, index) => drawn.Contains(index));
    }

    private static XElement Entry(CellKind kind) => new(
        "li",
        Svg.Of(
            "svg", Svg.Class("sample"), Svg.At("width", SampleWidth), Svg.At("height", SampleHeight), new XAttribute("aria-hidden", "true"),
            TimelineCells.Sample(kind, SampleWidth, SampleHeight)),
        new XElement("span", kind.Name));
}
