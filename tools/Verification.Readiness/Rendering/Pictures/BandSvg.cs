using System.Xml.Linq;

namespace Verification.Readiness.Rendering.Pictures;

/// <summary>Draws bands: shades in every pane, names above the first.</summary>
internal static class BandSvg
{
    // Narrower ones carry their number alone; the legend has all names.
    private const double RoomForAName = 54;
    private const double RoomForANumber = 9;

    public static IEnumerable<XElement> Shades(Chart chart, Frame frame)
    {
        foreach ((int index, Band band) in chart.Bands.Index())
        {
            (double from, double to) = (frame.X(band.From), frame.X(band.To));
            if (band.Emphasis)
            {
                yield return Svg.Box("emphasis", from, frame.Top, to - from, frame.Height);
            }
            else if (index % 2 == 0)
            {
                yield return Svg.Box("shade", from, frame.Top, to - from, frame.Height);
            }
        }
    }

    /// <summary>The names, in a strip that ends at the frame's top.</summary>
    public static IEnumerable<XElement> Names(Chart chart, Frame frame, double strip)
    {
        foreach ((int index, Band band) in chart.Bands.Index())
        {
            (double from, double to) = (frame.X(band.From), frame.X(band.To));
            if (band.Emphasis)
            {
                bool left = (from + to) / 2 < frame.Left + (frame.Width / 2);
                yield return Svg.Text(left ? from : to, frame.Top - 4, left ? "name" : "name end", band.Name);
            }
            else if (to - from >= RoomForANumber)
            {
                string number = Numbers.Figure(index + 1);
                // An inner picture ends a long name where its band ends, whatever the name is.
                yield return Svg.Of(
                    "svg", Svg.At("x", from), Svg.At("y", frame.Top - strip), Svg.At("width", to - from), Svg.At("height", strip),
                    Svg.Text(2, strip - 4, "name", to - from >= RoomForAName ? $"{number} {band.Name}" : number));
            }
        }
    }
}
