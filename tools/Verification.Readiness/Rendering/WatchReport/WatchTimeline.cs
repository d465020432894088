using Verification.Readiness.Rendering.Pictures;
using Verification.Readiness.Watching;

namespace Verification.Readiness.Rendering.WatchReport;

/// <summary>Draws a watch: what answers, checks and test events said over time, with its moments marked; where a row is blank, nobody looked.</summary>
public static class WatchTimeline
{
    private const int Ticks = 8;

    // In the order of what a cell shows last: the worst.
    private static readonly IReadOnlyList<CellKind> Kinds =
        [new("as it should be", "", 3, Filling.Pale), new("nobody could tell", "?", 5, Filling.Striped), new("not as it should be", "x", 4, Filling.Tall)];

    /// <summary>The picture.</summary>
    public static Timeline Of(WatchState state)
    {
        double length = state.Header.Plan.For.TotalMilliseconds;
        TimeUnit unit = TimeUnit.Of(length);
        List<TimelineMark> marks = [.. state.Marks.Select(mark => new TimelineMark(mark.Text, Math.Clamp((mark.At - state.Anchor).TotalMilliseconds, 0, length), null)).OrderBy(mark => mark.At)];
        return new(
            "watch-timeline", "the watch over time", state.Header.Address,
            $"A cell per {WatchPlan.Say(state.Buckets.Each)}; where there is none, nobody looked.",
            new($"{unit.Name} since the watch began", unit.Across(0, length, Ticks)), Kinds,
            [.. WatchBuckets.Rows.Select((name, row) => new TimelineRow(name, [.. Cells(state, row)]))], marks) { Blank = "nothing was due, or nobody looked" };
    }

    private static IEnumerable<TimelineCell> Cells(WatchState state, int row)
    {
        double each = state.Buckets.Each.TotalMilliseconds;
        for (int at = 0; at < WatchBuckets.Count; at++)
        {
            IReadOnlyList<int> seen = state.Buckets.Of(row, at);
            if (seen.Any(count => count > 0))
            {
                int worst = seen[2] > 0 ? 2 : seen[1] > 0 ? 1 : 0;
                int most = seen.Index().MaxBy(entry => entry.Item).Index;
                yield return new(at * each, (at + 1) * each, most, worst);
            }
        }
    }
}
