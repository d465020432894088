namespace Verification.ReferenceTarget.Load;

/// <summary>
/// Collects garbage at fixed numbers of events. Left to itself the collector's timing moves a process's memory by several MiB
/// between two equal seconds, which hides what a defect leaks; here only what is kept can grow.
/// </summary>
public sealed class SteadyMemory(Action<int, GCCollectionMode> collect)
{
    private const int Every = 100;
    private const int WholeEvery = 500;
    private const int StartIsOver = 1000;
    private int events;

    /// <summary>With the real garbage collector.</summary>
    public SteadyMemory()
        : this(GC.Collect)
    {
    }

    /// <summary>Tells of events dealt with.</summary>
    public void After(int count)
    {
        var now = Interlocked.Add(ref events, count);
        var before = now - count;
        if (now / WholeEvery != before / WholeEvery)
        {
            // What the start left behind goes early: later it would look like memory given back.
            collect(2, now <= StartIsOver ? GCCollectionMode.Aggressive : GCCollectionMode.Forced);
        }
        else if (now / Every != before / Every)
        {
            collect(1, GCCollectionMode.Forced);
        }
    }
}
