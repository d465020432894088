using System.Globalization;
using Verification.Load.Census;
using Verification.Load.Driving;
using Verification.Load.Plans;
using Verification.Load.Statistics;
using Verification.Readiness.Ledger;
using Verification.Readiness.Load;
using Verification.Readiness.Verdicts;

namespace Verification.Acceptance.Load;

/// <summary>What the report and the ledger are told of the load plans.</summary>
internal static class LoadReport
{
    private const double ShortestStep = 20;
    private const int MostSteps = 60;
    private const int MostPoints = 1_000;

    /// <summary>All plans that were run; null when there were none.</summary>
    public static LoadRecord? Of(LoadSession session, double scale)
    {
        List<LoadPlanRecord> plans = [.. session.Finished.Where(run => run.Problem is null).Select(run => run.Sdk is SdkPlanResult sdk ? SdkLoadReport.Of(run, sdk, session.Explanation) : Of(run, session.Explanation))];
        return plans.Count == 0 ? null : new(scale, plans);
    }

    /// <summary>What a plan asked for and did not get.</summary>
    public static IEnumerable<NotExercised> NotExercised(LoadSession session) => session.Finished.SelectMany(run => run switch
    {
        { Problem: string problem } => [new NotExercised($"load plan {run.Plan.Id}", problem)],
        { Plan.Engine: LoadEngine.NBomber } when run.Engine.StartsWith("own", StringComparison.Ordinal) =>
            [new NotExercised("NBomber", $"it comes with the full package set; our own engine drove the load plan {run.Plan.Id}")],
        _ => Array.Empty<NotExercised>(),
    });

    /// <summary>Where the events of the plans ended, added to what other checks sent.</summary>
    public static LedgerSummary? Ledger(LoadSession session, LedgerSummary? others)
    {
        SortedDictionary<DeliveryClass, int> classes = others is null ? [] : new(others.Classes.ToDictionary());
        foreach ((DeliveryClass kind, int count) in Counted(session).SelectMany(drive => drive.Census!.Events.Classes()).Concat(Raised(session).Select(entry => KeyValuePair.Create(entry.Class, 1))))
        {
            classes[kind] = classes.GetValueOrDefault(kind) + count;
        }

        return classes.Count == 0 ? others : new(classes.Values.Sum(), classes);
    }

    /// <summary>Every event of the plans and the class it ended in.</summary>
    public static IEnumerable<LedgerEntry> Entries(LoadSession session) => Raised(session).Concat(Counted(session).SelectMany(drive =>
    {
        LoadCensus census = drive.Census!.Events;
        string origin = $"load {drive.Drive.Request.Plan.Id}";
        Verification.Load.Events.EventIds ids = new(drive.Drive.Request.RunTag);
        return Enumerable.Range(0, census.Count).Select(serial => new LedgerEntry(ids.TextOf(serial), origin, census.ClassOf(serial)))
            .Concat(census.Strangers.Select(stranger => new LedgerEntry(stranger.EventId, origin + ", sent by nobody", DeliveryClass.Unexpected)));
    }));

    private static IEnumerable<DriveRun> Counted(LoadSession session) => session.Finished.SelectMany(run => run.Drives).Where(drive => drive.Census is not null);

    private static IEnumerable<LedgerEntry> Raised(LoadSession session) => session.Finished.SelectMany(run => run.Sdk?.Entries ?? []);

    private static LoadPlanRecord Of(PlanRun run, string explanation)
    {
        DriveResult[] results = [.. run.Drives.Select(drive => drive.Drive.Result)];
        // Of a search the last step stands for the pictures; its steps are in the knee.
        DriveRun last = run.Drives[^1];
        (int stored, double seconds) = run.Drives.Count == 1 ? BurstIsStoredAtRate.Stored(last) : (0, 0);
        return new()
        {
            Plan = run.Plan.Id,
            Title = run.Plan.Title,
            Engine = run.Engine,
            Model = run.Plan.Model == LoadModel.Open ? "open" : "closed",
            Sent = run.Sent,
            Accepted = results.Sum(result => result.Accepted),
            Stored = run.Drives.Sum(drive => drive.Census is CensusResult census ? Enumerable.Range(0, census.Events.Count).Count(census.Events.IsStored) : 0),
            AcceptedPerSecond = results[^1].AcceptedPerSecond,
            StoredPerSecond = seconds > 0 ? stored / seconds : null,
            Visible = Visibility.Quantiles(Visibility.Seconds(last)),
            Answers = results.SelectMany(result => result.Answers).GroupBy(answer => answer.Key).ToDictionary(answer => answer.Key, answer => answer.Sum(count => count.Value)),
            Explanation = explanation,
            Shortfall = run.Shortfall,
            Fidelity = Fidelity(results[0]),
            Phases = [.. results[^1].Stages.Select(stage => new PhaseMark(stage.Name, stage.StartMilliseconds, stage.EndMilliseconds))],
            Arrivals = Arrivals(last),
            Backlog = Backlog(last),
            Memory = run.Memory?.Series(last.Drive.Result.StartedAt) ?? [],
            MemoryParts = run.Memory?.Parts ?? [],
            Latency = Latencies(last),
            Knee = run.Knee,
        };
    }

    private static string Fidelity(DriveResult result) => string.Create(CultureInfo.InvariantCulture,
        $"sent {result.Sent} with an own lateness of {result.Lateness?.P99 ?? 0:0.00} ms (p99, longest {result.Lateness?.Max ?? 0:0.0} ms), {result.CpuMicrosecondsPerRequest:0} us CPU and {result.AllocatedBytesPerRequest:0} bytes allocated per request; {Calibrated(result.Calibration)}");

    private static string Calibrated(Calibration? calibration) => calibration is null
        ? "not calibrated"
        : string.Create(CultureInfo.InvariantCulture, $"against the null sink it sends up to {calibration.CeilingPerSecond:0} a second, p99 lateness {calibration.LateP99Milliseconds:0.00} ms at the planned rate");

    private static List<Series> Arrivals(DriveRun drive)
    {
        EventOutcome[] outcomes = drive.Drive.Outcomes;
        double offset = (drive.Watch.Start - drive.Drive.Result.StartedAt).TotalMilliseconds;
        double length = Math.Max(drive.Drive.Result.Milliseconds, drive.Watch.Stored.Count == 0 ? 0 : drive.Watch.Stored[^1].Ms + offset);
        // A burst of a second needs finer steps than a soak of an hour.
        double step = Math.Clamp(length / MostSteps, ShortestStep, 1000);
        IEnumerable<EventOutcome> sent = outcomes.Where(outcome => outcome.LateMicroseconds >= 0);
        return
        [
            Rate("planned", outcomes.Select(outcome => outcome.IntendedMicroseconds / 1000.0), step, length),
            Rate("sent", sent.Select(outcome => (outcome.IntendedMicroseconds + outcome.LateMicroseconds) / 1000.0), step, length),
            Rate("accepted", sent.Where(outcome => outcome.Accepted).Select(Answered), step, length),
            Rate("stored", drive.Accepted.Select(serial => drive.Watch.FirstSeen(serial)).OfType<DateTimeOffset>().Select(seen => (seen - drive.Drive.Result.StartedAt).TotalMilliseconds), step, length),
        ];
    }

    // Events per second in each step, also in those without any.
    private static Series Rate(string name, IEnumerable<double> moments, double step, double length)
    {
        int[] counts = new int[(int)(length / step) + 1];
        foreach (double moment in moments)
        {
            counts[Math.Clamp((int)(moment / step), 0, counts.Length - 1)]++;
        }

        return new(name, Thinning.Averages([.. counts.Select((count, index) => new Point(index * step, count * 1000 / step))], MostPoints));
    }

    private static double Answered(EventOutcome outcome) => (outcome.IntendedMicroseconds + outcome.LateMicroseconds + (double)outcome.LatencyMicroseconds) / 1000;

    private static List<Series> Backlog(DriveRun drive)
    {
        double[] accepted = [.. drive.Drive.Outcomes.Where(outcome => outcome.Accepted).Select(Answered).Order()];
        double offset = (drive.Watch.Start - drive.Drive.Result.StartedAt).TotalMilliseconds;
        List<Point> points = [];
        int next = 0;
        foreach (Point look in drive.Watch.Stored)
        {
            double at = look.Ms + offset;
            while (next < accepted.Length && accepted[next] <= at)
            {
                next++;
            }

            points.Add(new(at, Math.Max(0, next - look.Value)));
        }

        return [new("accepted, not stored", Thinning.Of(points, MostPoints)), .. drive.Watch.Queued.Count == 0 ? Array.Empty<Series>() : [new("queued", Thinning.Of([.. drive.Watch.Queued.Select(point => point with { Ms = point.Ms + offset })], MostPoints))]];
    }

    private static LatencyRecord? Latencies(DriveRun drive)
    {
        IReadOnlyList<Verification.Load.Statistics.Quantile> all = Distribution.Of(drive.Drive.Outcomes, drive.Drive.Request.Plan);
        return all.Count == 0 ? null : new([.. all.Select(point => new Readiness.Load.Quantile(point.Share, point.Corrected))], [.. all.Select(point => new Readiness.Load.Quantile(point.Share, point.Naive))]);
    }
}
