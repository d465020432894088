using Verification.Readiness.Evidence;

namespace Verification.Acceptance.Sdk;

/// <summary>No acknowledged event is stored twice, and nothing is stored that nobody sent.</summary>
public sealed class AckedEventsAreStoredOnce(AcceptanceRun run) : ReplayCheck(run)
{
    /// <inheritdoc/>
    protected override Task<Observation> JudgeAsync(CheckContext context, ReplayResult replay, CancellationToken ct)
    {
        List<StoredEvent> stored = [.. replay.Events.Where(entry => entry.Copies > 0)];
        List<StoredEvent> repeated = [.. stored.Where(entry => entry.Copies > 1)];
        int surplus = repeated.Count + replay.Strangers.Count;
        return Task.FromResult(Observation.Of(
            context.Check, surplus, stored.Count, Oracles(context),
            surplus == 0
                ? $"All {stored.Count} stored events are stored once."
                : $"{repeated.Count} of {stored.Count} events are stored more than once; {replay.Strangers.Count} were never sent.",
            [
                .. repeated.Select(entry => $"{entry.Sent.Scenario} {entry.Sent.EventId}: {entry.Copies} copies"),
                .. replay.Strangers.Select(id => $"{id}: nobody sent it"),
            ]));
    }
}
