using Verification.Readiness.Load;
using Verification.Readiness.Rendering.Pictures;

namespace Verification.Readiness.Rendering.LoadReport;

/// <summary>Makes lines of series.</summary>
internal static class Lines
{
    // A single point is a rate per second.
    private const double Second = 1000;

    /// <summary>The points of a line.</summary>
    public static IReadOnlyList<Dot> Dots(IEnumerable<Point> points) => [.. points.Select(point => new Dot(point.Ms, point.Value))];

    /// <summary>A line of a series; one of more points than can be seen becomes its averages, with its extremes behind.</summary>
    public static Line Of(Series series, LineStyle style, Joining joining)
    {
        bool rate = joining is Joining.Steps or Joining.StepArea;
        IReadOnlyList<Point> extremes = Thinning.Of(series.Points), points = Thinning.Averages(series.Points);
        return new(series.Name, style, joining, Dots(rate ? Held(points) : points), Extremes: series.Points.Count > Thinning.Most ? Dots(extremes) : null);
    }

    /// <summary>The points of a rate, with an end for the last: it holds as long as the others do.</summary>
    public static IReadOnlyList<Point> Held(IReadOnlyList<Point> points)
    {
        if (points.Count == 0)
        {
            return [];
        }

        double hold = points.Count == 1 ? Second : (points[^1].Ms - points[0].Ms) / (points.Count - 1);
        return [.. points, new(points[^1].Ms + hold, points[^1].Value)];
    }

    /// <summary>The highest figure of the series of that name; null when it has none.</summary>
    public static double? Highest(IReadOnlyList<Series> series, string? name = null) =>
        series.Where(line => name is null || line.Name == name).SelectMany(line => line.Points).Where(point => double.IsFinite(point.Value)).Select(point => (double?)point.Value).Max();
}
