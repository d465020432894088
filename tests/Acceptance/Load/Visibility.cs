using Verification.Readiness.Catalogues;
using Verification.Readiness.Evidence;
using Verification.Readiness.Load;

namespace Verification.Acceptance.Load;

/// <summary>How long accepted events took to be readable.</summary>
internal static class Visibility
{
    /// <summary>Seconds from the intended moment until an event was seen stored, in order; only events that were seen.</summary>
    public static IReadOnlyList<double> Seconds(DriveRun drive) =>
        [.. drive.Accepted.Select(serial => drive.Visible(serial)?.TotalSeconds).OfType<double>().Order()];

    /// <summary>Median, 95th percentile and the last; empty when none was seen.</summary>
    public static IReadOnlyList<Quantile> Quantiles(IReadOnlyList<double> seconds) => seconds.Count == 0
        ? []
        : [.. new[] { 0.5, 0.95, 1.0 }.Select(share => new Quantile(share, 1000 * seconds[Math.Max(0, (int)Math.Ceiling(share * seconds.Count) - 1)]))];

    /// <summary>Judges the last event: the one that a waiting reader misses.</summary>
    public static Observation Evaluate(CheckDefinition check, PlanRun run)
    {
        DriveRun drive = run.Single;
        IReadOnlyList<double> seen = Seconds(drive);
        if (drive.Accepted.Count == 0)
        {
            return Observation.Unknown("No event of the burst was accepted, so none can become visible.", "generator");
        }

        int hidden = drive.Accepted.Count - seen.Count;
        if (hidden > 0)
        {
            double waited = (drive.Watch.LookedUntil - drive.Drive.Result.StartedAt).TotalSeconds;
            return drive.Watch.LastQueued > 0 && waited > check.Threshold.Value
                ? Observation.Of(check, waited, drive.Accepted.Count, "sql+queue", $"{hidden} of {drive.Accepted.Count} events were still queued {waited:0.0} s after the burst.")
                : Observation.Unknown($"{hidden} of {drive.Accepted.Count} events never became visible; of those there is no time to judge.", "api+sql");
        }

        if (run.LastInApi is not DateTimeOffset shown)
        {
            return Observation.Unknown("The event stored last was never shown by the API.", "api");
        }

        // Stored is seen in the database, where looking goes on for a while; the API showed the last of them no later than this.
        double last = seen[^1];
        int latest = drive.Accepted.Where(serial => drive.Visible(serial)?.TotalSeconds == last).MaxBy(serial => drive.Watch.GapBefore(serial));
        double gap = drive.Watch.GapBefore(latest).TotalSeconds, api = (shown - drive.Watch.FirstSeen(latest)!.Value).TotalSeconds;
        return Observation.Between(
            check, Math.Max(0, last - gap), last + api, seen.Count, "sql+api",
            $"The last of {seen.Count} events was readable {last:0.00} s after the burst (median {seen[seen.Count / 2]:0.00} s, p95 {seen[(int)(0.95 * (seen.Count - 1))]:0.00} s); the API answered for it {api:0.00} s after that.");
    }
}
