using Verification.Readiness.Evidence;

namespace Verification.Acceptance.Load;

/// <summary>A burst of 2,000 is stored, not only accepted, at a rate that ends a backlog.</summary>
public sealed class BurstIsStoredAtRate(AcceptanceRun run) : LoadCheck(run)
{
    /// <inheritdoc/>
    public override IReadOnlyList<string> Plans => [LoadPlans.Burst2000];

    private protected override bool IsTiming => true;

    /// <inheritdoc/>
    private protected override Observation Judge(CheckContext context, IReadOnlyList<PlanRun> runs)
    {
        DriveRun drive = runs[0].Single;
        (int stored, double seconds) = Stored(drive);
        if (seconds <= 0 || stored == 0)
        {
            return Observation.Unknown("No event of the burst was seen stored.", Oracles(context));
        }

        // A target that refuses most of a burst stores the rest quickly, and no burst.
        bool taken = runs[0].TakenShare >= 0.99;
        double rate = taken ? stored / seconds : 0;
        // The last event may have been stored a look earlier than it was seen.
        double error = rate * Math.Min(1, drive.Watch.LongestGap.TotalSeconds / seconds);
        return Observation.Of(
            context.Check, rate, stored, Oracles(context),
            !taken ? $"The target took only {100 * runs[0].TakenShare:0.0} % of the burst." : $"{stored} of {drive.Accepted.Count} events were stored in {seconds:0.0} s, {rate:0} a second, after being accepted at {drive.Drive.Result.AcceptedPerSecond:0} a second. {context.Load.Explanation}",
            error: error);
    }

    /// <summary>How many events were stored, and in how many seconds from the first intended moment to the last one seen, or to the end of looking where some are missing.</summary>
    internal static (int Stored, double Seconds) Stored(DriveRun drive)
    {
        List<DateTimeOffset> seen = [.. drive.Accepted.Select(drive.Watch.FirstSeen).OfType<DateTimeOffset>()];
        if (seen.Count == 0)
        {
            return (0, 0);
        }

        // With some still to come the time goes on running.
        DateTimeOffset end = seen.Count < drive.Accepted.Count && drive.Watch.LastQueued is not 0 ? drive.Watch.LookedUntil : seen.Max();
        return (seen.Count, (end - drive.Drive.Result.StartedAt).TotalSeconds);
    }
}
