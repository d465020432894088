namespace Verification.Readiness.Load;

/// <summary>Shortens a series for drawing and keeping, without losing its extremes: a peak of one sample in an hour stays a peak.</summary>
public static class Thinning
{
    /// <summary>As many points as a picture shows apart.</summary>
    public const int Most = 400;

    // Beyond that, differences overflow to infinity.
    private const double Drawable = 1e300;

    /// <summary>The points that are numbers, in the order of time; of too many, the first, the last, and the lowest and highest of each stretch between.</summary>
    public static IReadOnlyList<Point> Of(IReadOnlyList<Point> points, int most = Most)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(most, 4);
        List<Point> ordered = Ordered(points);
        return ordered.Count <= most ? ordered : [ordered[0], .. Stretches(ordered[1..^1], (most - 2) / 2).SelectMany(Extremes), ordered[^1]];
    }

    /// <summary>The same points, but of too many the average of each stretch: what a series does on the whole.</summary>
    public static IReadOnlyList<Point> Averages(IReadOnlyList<Point> points, int most = Most)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(most, 4);
        List<Point> ordered = Ordered(points);
        if (ordered.Count <= most)
        {
            return ordered;
        }

        List<Point> averages = [.. Stretches(ordered, most / 2).Select(stretch => new Point(stretch[0].Ms, stretch.Average(point => point.Value)))];
        return [.. averages, new(ordered[^1].Ms, averages[^1].Value)];
    }

    /// <summary>Whether a point can be drawn: a figure that is none, or too large to take differences of, can't.</summary>
    public static bool CanBeDrawn(Point point) => Math.Abs(point.Ms) <= Drawable && Math.Abs(point.Value) <= Drawable;

    private static List<Point> Ordered(IReadOnlyList<Point> points)
    {
        List<Point> drawable = [.. points.Where(CanBeDrawn)];
        // Nearly always they are in order already, and there may be hundreds of thousands.
        bool ordered = drawable.Zip(drawable.Skip(1)).All(pair => pair.First.Ms <= pair.Second.Ms);
        return ordered ? drawable : [.. drawable.OrderBy(point => point.Ms)];
    }

    private static IEnumerable<List<Point>> Stretches(List<Point> ordered, int count)
    {
        for (int index = 0; index < count; index++)
        {
            int begin = (int)((long)ordered.Count * index / count), end = (int)((long)ordered.Count * (index + 1) / count);
            yield return ordered[begin..end];
        }
    }

    private static Point[] Extremes(List<Point> stretch)
    {
        (Point lowest, Point highest) = (stretch.MinBy(point => point.Value)!, stretch.MaxBy(point => point.Value)!);
        return ReferenceEquals(lowest, highest) ? [lowest] : lowest.Ms <= highest.Ms ? [lowest, highest] : [highest, lowest];
    }
}
