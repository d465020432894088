using Verification.Acceptance.Load;
using Verification.Fixtures.Memory;
using Verification.Load.Driving;
using Verification.Load.Plans;
using Verification.Readiness.Load;
using Verification.Readiness.Statistics;

namespace Verification.Acceptance.Memory;

/// <summary>How the memory of each part of the target grew with the events that it stored over the soaks of a plan.</summary>
internal static class SoakTrends
{
    /// <summary>The soak of each drive of a plan.</summary>
    public static IReadOnlyList<(DriveRun Drive, StageResult Soak)> Soaks(PlanRun run)
    {
        int stage = run.Plan.Stages.ToList().FindIndex(entry => entry.Kind == StageKind.Soak);
        return [.. run.Drives.Select(drive => (drive, drive.Drive.Result.Stages[stage]))];
    }

    /// <summary>The trend of each part in bytes per event stored; null where too few readings tell one.</summary>
    /// <param name="run">The soaks: all of the plan, or those until now.</param>
    /// <param name="startedAt">When the readings began.</param>
    /// <param name="parts">The readings.</param>
    public static IReadOnlyList<(PartHistory Part, SlopeEstimate? Trend)> Of(PlanRun run, DateTimeOffset startedAt, IReadOnlyList<PartHistory> parts) =>
        [.. parts.Where(part => part.InTotal).Select(part => (part, Fit(run, startedAt, part)))];

    /// <summary>Whether more events would tell more: no part surely grows by more than the bound, and one may.</summary>
    /// <param name="bound">Bytes per event.</param>
    public static bool AreOpen(PlanRun run, DateTimeOffset startedAt, IReadOnlyList<PartHistory> parts, double bound)
    {
        SlopeEstimate[] trends = [.. Of(run, startedAt, parts).Select(entry => entry.Trend).OfType<SlopeEstimate>()];
        return trends.All(trend => trend.Low <= bound) && trends.Any(trend => trend.High > bound);
    }

    // Bytes over events stored by then: what leaks, leaks per event, whatever the rate. The warm-up before a soak is left out.
    // Each soak goes on where the one before it ended: what a pause gives back, or takes, is no event's.
    private static SlopeEstimate? Fit(PlanRun run, DateTimeOffset startedAt, PartHistory part)
    {
        List<double> stored = [], bytes = [];
        foreach ((DriveRun drive, StageResult soak) in Soaks(run))
        {
            (double[] x, double[] y) = Floors.Of(Points(part, startedAt, drive, soak));
            (double events, double step) = bytes.Count > 0 && y.Length > 0 ? (stored[^1] - x[0], bytes[^1] - y[0]) : (0, 0);
            stored.AddRange(x.Select(value => value + events));
            bytes.AddRange(y.Select(value => value + step));
        }

        return TheilSen.Fit([.. stored], [.. bytes], independent: true);
    }

    private static List<(double Stored, double Bytes)> Points(PartHistory part, DateTimeOffset startedAt, DriveRun drive, StageResult soak)
    {
        double offset = (startedAt - drive.Drive.Result.StartedAt).TotalMilliseconds;
        double watch = (drive.Watch.Start - drive.Drive.Result.StartedAt).TotalMilliseconds;
        List<(double Stored, double Bytes)> points = [];
        int look = 0;
        IReadOnlyList<Point> stored = drive.Watch.Stored;
        foreach (MemorySample sample in stored.Count > 0 ? part.Samples : [])
        {
            double at = sample.Ms + offset;
            while (look + 1 < stored.Count && stored[look + 1].Ms + watch <= at)
            {
                look++;
            }

            if (at >= soak.StartMilliseconds && at <= soak.EndMilliseconds && sample.AnonBytes is long anon)
            {
                points.Add((stored[look].Value, anon));
            }
        }

        return points;
    }
}
