namespace Verification.ReferenceTarget.Ingest;

/// <summary>
/// Counts the requests of a project that are in hand. An answered one counts for 50 ms from its begin: what comes at once stays
/// at once however fast it is answered, and the count never exceeds that of connections.
/// </summary>
public sealed class BurstSlots(TimeProvider time)
{
    private static readonly TimeSpan AtOnce = TimeSpan.FromMilliseconds(50);
    private readonly Dictionary<(long Project, string Connection), (DateTimeOffset Begun, bool Answered)> slots = [];

    /// <summary>Begins a request; gives how many of its project are in hand, itself included.</summary>
    public int Enter(long project, string connection)
    {
        lock (slots)
        {
            var now = time.GetUtcNow();
            foreach (var over in slots.Where(slot => slot.Value.Answered && now - slot.Value.Begun >= AtOnce).Select(slot => slot.Key).ToList())
            {
                slots.Remove(over);
            }

            slots[(project, connection)] = (now, false);
            return slots.Keys.Count(slot => slot.Project == project);
        }
    }

    /// <summary>Ends a request.</summary>
    public void Leave(long project, string connection)
    {
        lock (slots)
        {
            slots[(project, connection)] = slots[(project, connection)] with { Answered = true };
        }
    }
}
