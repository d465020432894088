using System.Xml.Linq;

namespace Verification.Readiness.Rendering.Pictures;

/// <summary>Draws the marks of a timeline: a line each, and numbers above, together where they would cover one another.</summary>
public static class TimelineFlags
{
    private const double Digit = 5.8;
    private const double Between = 4;
    private const double Before = 3;
    private const double Tick = 3;

    internal static IEnumerable<XElement> Of(Timeline timeline, Frame frame)
    {
        if (timeline.Marks.Count == 0)
        {
            yield break;
        }

        yield return Svg.Stroke("flag", string.Concat(timeline.Marks.Select(mark => Line(mark, frame)).Distinct()));
        if (timeline.Marks.Any(mark => mark.Row is not null))
        {
            yield return Svg.Stroke("arrow", string.Concat(timeline.Marks.Where(mark => mark.Row is not null).Select(mark => Arrow(mark, frame)).Distinct()));
        }

        foreach (Flag flag in Flags([.. timeline.Marks.Select(mark => frame.X(mark.At) - Before)], frame.Right + Before))
        {
            yield return Svg.Text(flag.X, frame.Top - Tick - 2, "row ink", flag.Label);
        }
    }

    /// <summary>The numbers of marks at those places, which are in order: apart where there is room, else as "3–11".</summary>
    public static IReadOnlyList<Flag> Flags(IReadOnlyList<double> places, double right)
    {
        List<Flag> flags = [];
        foreach ((int index, double place) in places.Index())
        {
            Flag flag = At(index + 1, index + 1, place, right);
            while (flags.Count > 0 && flags[^1].X + flags[^1].Width + Between > flag.X)
            {
                flag = At(flags[^1].First, flag.Last, flags[^1].X, right);
                flags.RemoveAt(flags.Count - 1);
            }

            flags.Add(flag);
        }

        return flags;
    }

    private static Flag At(int first, int last, double place, double right)
    {
        Flag flag = new(first, last, 0);
        return flag with { X = Math.Min(place, right - flag.Width) };
    }

    // What concerns one row ends above the others, so that many restarts leave them readable.
    private static string Line(TimelineMark mark, Frame frame)
    {
        string x = Svg.Figure(frame.X(mark.At)), above = $"M{x} {Svg.Figure(frame.Top - Tick)}";
        return mark.Row is int row
            ? $"{above}v{Svg.Figure(Tick)}M{x} {Svg.Figure(TimelineSvg.Top(frame, row))}v{Svg.Figure(TimelineSvg.CellHeight)}"
            : $"{above}V{Svg.Figure(frame.Bottom)}";
    }

    private static string Arrow(TimelineMark mark, Frame frame) => $"M{Svg.Place(frame.X(mark.At), TimelineSvg.Top(frame, mark.Row!.Value) + 2.5)}l-2.5 -4.5h5z";

    /// <summary>Numbers of one mark or of several in a row.</summary>
    public sealed record Flag(int First, int Last, double X)
    {
        /// <summary>"4", or "4–12".</summary>
        public string Label => First == Last ? Numbers.Figure(First) : $"{Numbers.Figure(First)}–{Numbers.Figure(Last)}";

        /// <summary>About as wide as it is written.</summary>
        public double Width => Label.Length * Digit;
    }
}
