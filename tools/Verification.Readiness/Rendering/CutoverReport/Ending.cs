using Verification.Readiness.Cutover;
using Verification.Readiness.Rendering.Pictures;

namespace Verification.Readiness.Rendering.CutoverReport;

/// <summary>A way in which an event can end, how it is counted and how it is drawn.</summary>
internal sealed record Ending(string Heading, CellKind Kind, Func<Slice, int> Of)
{
    /// <summary>Index of the first one that nobody wants: from there on, one event in a cell is enough to be seen.</summary>
    public const int FirstBad = 3;

    /// <summary>Index of those that are lost for a reason that is known.</summary>
    public const int Lost = 4;

    /// <summary>Index of those of which nothing is known.</summary>
    public const int Unexplained = 5;

    /// <summary>From the best to the worst.</summary>
    public static IReadOnlyList<Ending> All { get; } =
    [
        new("Old", new("stored at the old endpoint", "O", LineStyle.Behind, Filling.Pale), slice => slice.Old),
        new("New", new("stored at the new endpoint", "N", 3, Filling.Solid), slice => slice.New),
        new("Both", new("stored at both", "B", 1, Filling.Halved), slice => slice.Both),
        new("Dropped", new("dropped by the SDK", "D", 5, Filling.Striped), slice => slice.Dropped),
        new("Lost", new("lost, the reason known", "L", 2, Filling.Hatched), slice => slice.Lost),
        new("Unexplained", new("unexplained", "?", 4, Filling.Tall), slice => slice.Unexplained),
    ];

    /// <summary>How many of each there are in slices, in the order of <see cref="All"/>.</summary>
    public static long[] Sum(IEnumerable<Slice> slices) => [.. slices.Aggregate(new long[All.Count], (sums, slice) => [.. sums.Zip(All, (sum, ending) => sum + Math.Max(0, ending.Of(slice)))])];
}
