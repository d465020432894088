using Verification.Readiness.Evidence;

namespace Verification.Acceptance.Load;

/// <summary>After a flood the queue becomes empty again.</summary>
public sealed class BacklogDrains(AcceptanceRun run) : LoadCheck(run)
{
    /// <inheritdoc/>
    public override IReadOnlyList<string> Plans => [LoadPlans.Flood];

    /// <inheritdoc/>
    private protected override Observation Judge(CheckContext context, IReadOnlyList<PlanRun> runs)
    {
        DriveRun drive = runs[0].Single;
        if (drive.Accepted.Count == 0)
        {
            return Observation.Unknown("No event of the flood was accepted, so there was no backlog.", "generator");
        }

        double highest = drive.Watch.Queued.Count == 0 ? 0 : drive.Watch.Queued.Max(point => point.Value);
        double took = (drive.Watch.LookedUntil - drive.Drive.Result.StartedAt).TotalSeconds - (drive.Drive.Result.Milliseconds / 1000);
        int missing = drive.Accepted.Count(serial => drive.Watch.FirstSeen(serial) is null);
        if (missing == 0 && drive.Watch.LastQueued > 0)
        {
            return Observation.Unknown($"All {drive.Accepted.Count} events of the flood are stored, yet {drive.Watch.LastQueued} are queued: of somebody else, or waiting for an acknowledgement.", "queue");
        }

        return drive.Watch.LastQueued is not long left
            ? missing > 0
                ? Observation.Unknown($"{missing} of {drive.Accepted.Count} accepted events were not stored when looking ended, and the queue can't be seen: queued or lost, nobody knows.", Oracles(context))
                : Observation.Of(context.Check, 0, drive.Accepted.Count, Oracles(context), $"All {drive.Accepted.Count} accepted events were stored {took:0.0} s after the flood.")
            : Observation.Of(
                context.Check, left, drive.Accepted.Count, "queue",
                left == 0
                    ? $"The queue, {highest:0} events at its longest, was empty {took:0.0} s after a flood of {drive.Drive.Result.Sent} ({drive.Accepted.Count} accepted)."
                    : $"{left} events were still queued {took:0.0} s after the flood, {highest:0} at the longest, and nothing moved any more or the time was over. {context.Load.Explanation}");
    }
}
