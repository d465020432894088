using System.Xml.Linq;

namespace Verification.Readiness.Rendering.Pictures;

/// <summary>Writes the names of lines where they end, moved apart where they would cover one another.</summary>
internal static class EndNames
{
    /// <summary>Room for them to the right of the frame.</summary>
    public const double Room = 58;

    private const double LineHeight = 12;
    private const double Leader = 7;

    public static IEnumerable<XElement> Of(IReadOnlyList<Line> lines, Frame frame)
    {
        List<(Line Line, double Y)> ends = [.. lines.Where(line => line.Name is not null && line.Dots.Count > 0).Select(line => (line, frame.Y(line.Dots[^1].Y))).OrderBy(end => end.Item2)];
        IReadOnlyList<double> places = Apart([.. ends.Select(end => end.Y)], frame.Top, frame.Bottom);
        foreach ((int index, (Line line, double y)) in ends.Index())
        {
            double x = frame.X(line.Dots[^1].X);
            yield return Svg.Stroke($"leader c{line.Style.Colour}", $"M{Svg.Place(x + 1, y)}L{Svg.Place(frame.Right + Leader, places[index])}");
            yield return Svg.Text(frame.Right + Leader + 2, places[index] + 3.5, "name ink", line.Name!);
        }
    }

    /// <summary>Places at least a line's height apart (less if there is no room), near the wanted ones, which are in order.</summary>
    public static IReadOnlyList<double> Apart(IReadOnlyList<double> wanted, double top, double bottom)
    {
        double gap = wanted.Count < 2 ? LineHeight : Math.Min(LineHeight, (bottom - top) / (wanted.Count - 1));
        double[] places = [.. wanted];
        for (int index = 1; index < places.Length; index++)
        {
            places[index] = Math.Max(places[index], places[index - 1] + gap);
        }

        for (int index = places.Length - 1; index >= 0; index--)
        {
            places[index] = Math.Min(places[index], bottom - ((places.Length - 1 - index) * gap));
        }

        return places;
    }
}
