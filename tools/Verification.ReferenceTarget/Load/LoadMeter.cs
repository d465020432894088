namespace Verification.ReferenceTarget.Load;

/// <summary>How much a project gets: its events so far, and whether they came for two whole seconds on end.</summary>
public sealed class LoadMeter
{
    /// <summary>Projects with fewer events are never under load: scenarios of a few events stay as they are.</summary>
    public const int UnderLoadFrom = 50;

    private const int BusySecond = 10;
    private const int BusySeconds = 2;

    private DateTimeOffset begin;
    private long second;
    private int inSecond;
    private int busySeconds;
    private bool lasted;

    /// <summary>Events so far.</summary>
    public int Count { get; private set; }

    /// <summary>Whether this is more than any scenario sends.</summary>
    public bool IsUnderLoad => Count >= UnderLoadFrom;

    /// <summary>
    /// Whether at least ten events came in each of two whole seconds on end, counted from the first event: true for good from the
    /// first event after them, so that a burst of one second never gets there.
    /// </summary>
    public bool IsSustained => lasted && IsUnderLoad;

    /// <summary>Counts one event; gives its number, from 1 on.</summary>
    public int Take(DateTimeOffset now)
    {
        begin = Count == 0 ? now : begin;
        var at = (long)(now - begin).TotalSeconds;
        if (at > second)
        {
            busySeconds = inSecond >= BusySecond ? busySeconds + 1 : 0;
            lasted |= busySeconds >= BusySeconds;
            busySeconds = at == second + 1 ? busySeconds : 0;
            (second, inSecond) = (at, 0);
        }

        inSecond++;
        return ++Count;
    }
}
