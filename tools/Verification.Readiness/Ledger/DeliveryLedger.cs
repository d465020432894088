namespace Verification.Readiness.Ledger;

/// <summary>What is known of one event, from both ends.</summary>
/// <param name="EventId">32 hexadecimal digits.</param>
/// <param name="Origin">Which scenario sent it.</param>
/// <param name="Accepted">Whether the target answered 2xx; null when no answer was seen.</param>
/// <param name="DroppedBySdk">The SDK reported that it dropped it.</param>
/// <param name="Looked">Whether the target could be read at all.</param>
/// <param name="Rows">How often it is stored in the project it was sent to.</param>
/// <param name="Elsewhere">How often it is stored in another project.</param>
/// <param name="Altered">Whether a stored field differs from what was sent.</param>
/// <param name="StillQueued">Whether it was found in the queue at the deadline.</param>
/// <param name="Late">Whether it became visible only after the deadline, following a fault.</param>
public sealed record DeliveryFacts(
    string EventId,
    string Origin,
    bool? Accepted,
    bool DroppedBySdk = false,
    bool Looked = true,
    int Rows = 0,
    int Elsewhere = 0,
    bool Altered = false,
    bool StillQueued = false,
    bool Late = false);

/// <summary>One event and the class it ended in.</summary>
public sealed record LedgerEntry(string EventId, string Origin, DeliveryClass Class);

/// <summary>Counts per class; the sum is the number of events sent.</summary>
public sealed record LedgerSummary(int Sent, IReadOnlyDictionary<DeliveryClass, int> Classes);

/// <summary>Puts every event sent into exactly one class.</summary>
public static class DeliveryLedger
{
    /// <summary>The class of one event; where several apply, the worst.</summary>
    public static DeliveryClass Classify(DeliveryFacts facts) => facts switch
    {
        { Looked: false } => DeliveryClass.Unknown,
        { Rows: > 0, Altered: true } => DeliveryClass.Corrupted,
        { Rows: > 1 } => DeliveryClass.Duplicated,
        { Elsewhere: > 0 } => DeliveryClass.Unexpected,
        { Rows: 1, Accepted: false } => DeliveryClass.Unexpected,
        { Rows: 1, Late: true } => DeliveryClass.Recovered,
        { Rows: 1 } => DeliveryClass.Stored,
        // What lies in the queue was accepted, even if the answer was never seen.
        { Accepted: not false, StillQueued: true } => DeliveryClass.Delayed,
        { Accepted: true } => DeliveryClass.Lost,
        { Accepted: false } => DeliveryClass.Rejected,
        { DroppedBySdk: true } => DeliveryClass.Dropped,
        _ => DeliveryClass.Unknown,
    };

    /// <summary>Classifies all events and counts them.</summary>
    public static (IReadOnlyList<LedgerEntry> Entries, LedgerSummary Summary) Close(IEnumerable<DeliveryFacts> events)
    {
        List<LedgerEntry> entries = [.. events.Select(facts => new LedgerEntry(facts.EventId, facts.Origin, Classify(facts)))];
        SortedDictionary<DeliveryClass, int> counts = [];
        foreach (LedgerEntry entry in entries)
        {
            counts[entry.Class] = counts.GetValueOrDefault(entry.Class) + 1;
        }

        return (entries, new LedgerSummary(entries.Count, counts));
    }
}
