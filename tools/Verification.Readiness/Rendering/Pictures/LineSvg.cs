using System.Text;
using System.Xml.Linq;

namespace Verification.Readiness.Rendering.Pictures;

/// <summary>Draws a line: its area, its path and its marks.</summary>
internal static class LineSvg
{
    public static IEnumerable<XElement> Of(Line line, Frame frame)
    {
        // A path of one point is invisible.
        bool alone = line.Dots.Count == 1 && line.Joining != Joining.None;
        if (line.Extremes is { Count: > 1 } extremes)
        {
            yield return Svg.Stroke($"hair {Colour(line)}", Path(extremes, steps: false, frame));
        }

        if (line.Dots.Count > 1 && line.Joining != Joining.None)
        {
            string path = Path(line.Dots, line.Joining is Joining.Steps or Joining.StepArea, frame);
            if (line.Joining is Joining.Area or Joining.StepArea)
            {
                yield return Svg.Stroke($"fill {Colour(line)}", $"{path}V{Svg.Figure(frame.Foot)}H{Svg.Figure(frame.X(line.Dots[0].X))}Z");
            }

            yield return Svg.Stroke(line.Name is null ? "guide" : Kind(line.Style), path);
        }

        MarkShape shape = alone && line.Mark == MarkShape.None ? MarkShape.Circle : line.Mark;
        foreach (Dot dot in shape == MarkShape.None ? [] : line.Dots)
        {
            yield return Mark(shape, frame.X(dot.X), frame.Y(dot.Y), Colour(line));
        }
    }

    /// <summary>A piece of the line for the legend.</summary>
    public static IEnumerable<XElement> Sample(Line line, double width, double height)
    {
        (double middle, bool area) = (height / 2, line.Joining is Joining.Area or Joining.StepArea);
        if (area)
        {
            yield return Svg.Box($"fill {Colour(line)}", 0, 1, width, height - 1);
        }

        if (line.Joining != Joining.None)
        {
            double at = area ? 1 : middle;
            yield return Svg.Stroke(Kind(line.Style), $"M{Svg.Place(0, at)}H{Svg.Figure(width)}");
        }

        if (line.Mark != MarkShape.None)
        {
            yield return Mark(line.Mark, width / 2, middle, Colour(line));
        }
    }

    public static string Kind(LineStyle style) => $"line c{style.Colour} d{style.Dashes}{(style.Bold ? " bold" : "")}";

    private static string Colour(Line line) => $"c{line.Style.Colour}";

    private static string Path(IReadOnlyList<Dot> dots, bool steps, Frame frame)
    {
        StringBuilder path = new($"M{frame.Place(dots[0])}");
        string before = Svg.Figure(frame.Y(dots[0].Y));
        foreach (Dot dot in dots.Skip(1))
        {
            if (!steps)
            {
                path.Append('L').Append(frame.Place(dot));
                continue;
            }

            string after = Svg.Figure(frame.Y(dot.Y));
            path.Append('H').Append(Svg.Figure(frame.X(dot.X)));
            // What stays level needs no upright stroke.
            path.Append(after == before ? "" : $"V{after}");
            before = after;
        }

        return path.ToString();
    }

    private static XElement Mark(MarkShape shape, double x, double y, string colour) => shape switch
    {
        MarkShape.Circle => Svg.Of("circle", Svg.Class($"mark {colour}"), Svg.At("cx", x), Svg.At("cy", y), Svg.At("r", 2.8)),
        MarkShape.Ring => Svg.Of("circle", Svg.Class($"ring {colour}"), Svg.At("cx", x), Svg.At("cy", y), Svg.At("r", 2.6)),
        MarkShape.Cross => Svg.Stroke($"cross {colour}", $"M{Svg.Place(x - 3.5, y - 3.5)}l7 7m0 -7l-7 7"),
        MarkShape.Triangle => Svg.Stroke($"mark {colour}", $"M{Svg.Place(x, y)}l4 7h-8z"),
        _ => throw new InvalidOperationException($"There is no mark {shape}."),
    };
}
