using Verification.Readiness.Evidence;

namespace Verification.Acceptance.Sdk;

/// <summary>Every acknowledged event can be read in the API soon after it was sent.</summary>
public sealed class EventsAreVisibleInTime(AcceptanceRun run) : ReplayCheck(run)
{
    /// <inheritdoc/>
    protected override Task<Observation> JudgeAsync(CheckContext context, ReplayResult replay, CancellationToken ct)
    {
        // Of an event that never became visible there is no time to judge; that it is missing is another check's finding.
        List<StoredEvent> seen = [.. replay.Events.Where(stored => stored.Visible is not null).OrderBy(stored => stored.Visible)];
        if (seen.Count == 0)
        {
            return Task.FromResult(Observation.Unknown("No event became visible.", "api"));
        }

        // Accepted, not seen until now and still queued: later than the time that has passed, whatever comes.
        StoredEvent[] hidden = [.. replay.Events.Where(stored => stored.Visible is null && stored.Sent.Accepted == true)];
        TimeSpan waited = hidden.Length == 0 ? TimeSpan.Zero : hidden.Max(stored => replay.LookedUntil - stored.Sent.SentAt);
        if (hidden.Length > 0 && replay.StillQueued == true && waited.TotalSeconds > context.Check.Threshold.Value)
        {
            return Task.FromResult(Observation.Of(
                context.Check, waited.TotalSeconds, replay.Events.Count, "api+queue",
                $"{hidden.Length} events were still queued {waited.TotalSeconds:0.0} s after they were sent."));
        }

        if (hidden.Any(stored => stored.Rows?.Count > 0))
        {
            return Task.FromResult(Observation.Unknown($"{hidden.Length} events were never listed although the database holds some of them, so there is no time to judge.", "api+sql"));
        }

        double max = seen[^1].Visible!.Value.TotalSeconds;
        double median = seen[seen.Count / 2].Visible!.Value.TotalSeconds;
        return Task.FromResult(Observation.Between(
            context.Check, Math.Max(0, max - replay.Poll.TotalSeconds), max, seen.Count, "api",
            $"The slowest of {seen.Count} events was visible {max:0.00} s after it was sent, or a look earlier (median {median:0.00} s, longest gap between two looks {replay.Poll.TotalMilliseconds:0} ms).",
            [.. seen.TakeLast(3).Select(stored => $"{stored.Sent.Origin} {stored.Sent.EventId}: {stored.Visible!.Value.TotalSeconds:0.00} s")]));
    }
}
