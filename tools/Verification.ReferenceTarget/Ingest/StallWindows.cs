namespace Verification.ReferenceTarget.Ingest;

/// <summary>Windows of 1.4 s in which nothing is answered, one every 3.5 s as long as the load goes on.</summary>
public sealed class StallWindows
{
    private static readonly TimeSpan Window = TimeSpan.FromSeconds(1.4);
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(3.5);
    private readonly Lock gate = new();
    private DateTimeOffset first;
    private DateTimeOffset lastLoad = DateTimeOffset.MinValue;

    /// <summary>Tells of an event of a project whose load is sustained: the first one opens a window.</summary>
    public void Load(DateTimeOffset now)
    {
        lock (gate)
        {
            first = now - lastLoad < Every ? first : now;
            lastLoad = now;
        }
    }

    /// <summary>How long a request that is begun now waits.</summary>
    public TimeSpan Wait(DateTimeOffset now)
    {
        lock (gate)
        {
            var into = new TimeSpan((now - first).Ticks % Every.Ticks);
            return now - lastLoad < Every && into < Window ? Window - into : TimeSpan.Zero;
        }
    }
}
