namespace Verification.Acceptance.Memory;

/// <summary>
/// The lowest memory in each part of a soak. A garbage collector's saw-tooth hides a leak, and looks like one; what a leak raises is the
/// floor that every collection comes back to.
/// </summary>
internal static class Floors
{
    private const int Windows = 12;

    /// <summary>One point per window: events stored by then, and bytes; empty when there are fewer readings than windows.</summary>
    /// <param name="points">Readings in the order of time.</param>
    public static (double[] Stored, double[] Bytes) Of(IReadOnlyList<(double Stored, double Bytes)> points)
    {
        if (points.Count < Windows)
        {
            return ([], []);
        }

        (double Stored, double Bytes)[] floors = [.. Enumerable.Range(0, Windows).Select(window => points
            .Skip(points.Count * window / Windows).Take((points.Count * (window + 1) / Windows) - (points.Count * window / Windows)).MinBy(point => point.Bytes))];
        return ([.. floors.Select(floor => floor.Stored)], [.. floors.Select(floor => floor.Bytes)]);
    }
}
