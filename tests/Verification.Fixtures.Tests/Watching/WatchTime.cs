namespace Verification.Fixtures.Tests.Watching;

/// <summary>A clock on which every wait is over at once: both its readings move on by as much. Its wall clock can be set, and it can kill whoever waits.</summary>
internal sealed class WatchTime(DateTimeOffset start) : TimeProvider
{
    private readonly List<(TimeSpan After, TimeSpan By)> _jumps = [];
    private bool _killed;

    /// <summary>Time that really went by.</summary>
    public TimeSpan Elapsed { get; private set; }

    /// <summary>How much faster the wall clock runs, in parts per million.</summary>
    public double SlewPpm { get; init; }

    /// <summary>When the next kill strikes whoever waits; null for none.</summary>
    public TimeSpan? KillAt { get; set; }

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp() => Elapsed.Ticks;

    /// <exception cref="KilledException">It was killed in a wait.</exception>
    public override DateTimeOffset GetUtcNow() => _killed
        ? throw Struck()
        : start + Elapsed + TimeSpan.FromTicks((long)(Elapsed.Ticks * SlewPpm / 1e6)) + _jumps.Where(jump => jump.After <= Elapsed).Aggregate(TimeSpan.Zero, (sum, jump) => sum + jump.By);

    /// <summary>Sets the wall clock at a moment.</summary>
    public void JumpAt(TimeSpan after, TimeSpan by) => _jumps.Add((after, by));

    /// <summary>Lets time go by.</summary>
    /// <exception cref="KilledException">The kill is due.</exception>
    public void Advance(TimeSpan by)
    {
        if (Passes(by))
        {
            throw Struck();
        }
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        // A constructor that throws would leave a timer whose finalizer fails: the kill strikes at the next look at the clock, before anything is written.
        _killed = Passes(dueTime);
        callback(state);
        return new Over();
    }

    private bool Passes(TimeSpan by)
    {
        if (KillAt is TimeSpan kill && Elapsed + by >= kill)
        {
            (Elapsed, KillAt) = (kill, null);
            return true;
        }

        Elapsed += by;
        return false;
    }

    private KilledException Struck()
    {
        _killed = false;
        return new();
    }

    /// <summary>Nothing of what a killed process would still do may happen.</summary>
    internal sealed class KilledException : Exception;

    private sealed class Over : ITimer
    {
        public bool Change(TimeSpan dueTime, TimeSpan period) => true;

        public void Dispose() => GC.SuppressFinalize(this);

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
