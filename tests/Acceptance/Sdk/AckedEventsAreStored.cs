using Verification.Readiness.Evidence;

namespace Verification.Acceptance.Sdk;

/// <summary>Every event that was answered with success is stored in the project it was sent to.</summary>
public sealed class AckedEventsAreStored(AcceptanceRun run) : ReplayCheck(run)
{
    /// <inheritdoc/>
    protected override Task<Observation> JudgeAsync(CheckContext context, ReplayResult replay, CancellationToken ct)
    {
        List<StoredEvent> acknowledged = [.. replay.Events.Where(stored => stored.Sent.Accepted == true)];
        List<StoredEvent> missing = [.. acknowledged.Where(stored => stored.Copies == 0)];
        if (missing.Count > 0 && replay.StillQueued == true)
        {
            return Task.FromResult(Observation.Unknown($"{missing.Count} of {acknowledged.Count} acknowledged events were still queued when looking ended: delayed, not yet lost.", "api+sql+queue"));
        }

        List<StoredEvent> disputed = [.. acknowledged.Where(stored => stored.Disputed)];
        if (missing.Count == 0 && disputed.Count > 0)
        {
            return Task.FromResult(Observation.Unknown(
                $"API and database disagree on {disputed.Count} of {acknowledged.Count} acknowledged events.", Oracles(context),
                [.. disputed.Select(stored => $"{stored.Sent.Origin} {stored.Sent.EventId}: listed {stored.ApiRows} times, {stored.Rows!.Count} rows")]));
        }

        return Task.FromResult(Observation.Of(
            context.Check, missing.Count, acknowledged.Count, Oracles(context),
            missing.Count == 0
                ? $"All {acknowledged.Count} acknowledged events are stored in their project."
                : $"{missing.Count} of {acknowledged.Count} acknowledged events are not in their project ({missing.Count(stored => stored.Elsewhere > 0)} of them in another one).",
            [.. missing.Select(stored => $"{stored.Sent.Origin} {stored.Sent.EventId}: answered {stored.Sent.HttpStatus}, {(stored.Elsewhere > 0 ? "stored in another project" : "stored nowhere")}")]));
    }
}
