namespace Verification.Fixtures.Tests.Watching;

/// <summary>A clock on which every wait is over at once: both its readings move on by as much. Its wall clock can be set, and it can kill whoever waits.</summary>
internal sealed class WatchTime(DateTimeOffset start) : TimeProvider
{
    private readonly List<(TimeSpan After, TimeSpan By)> _jumps = [];

    /// <summary>Time that really went by.</summary>
    public TimeSpan Elapsed { get; private set; }

    /// <summary>How much faster the wall clock runs, in parts per million.</summary>
    public double SlewPpm { get; init; }

    /// <summary>When the next kill strikes whoever waits; null for none.</summary>
    public TimeSpan? KillAt { get; set; }

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp() => Elapsed.Ticks;

    public override DateTimeOffset GetUtcNow() =>
        start + Elapsed + TimeSpan.FromTicks((long)(Elapsed.Ticks * SlewPpm / 1e6)) + _jumps.Where(jump => jump.After <= Elapsed).Aggregate(TimeSpan.Zero, (sum, jump) => sum + jump.By);

    /// <summary>Sets the wall clock at a moment.</summary>
    public void JumpAt(TimeSpan after, TimeSpan by) => _jumps.Add((after, by));

    /// <summary>Lets time go by.</summary>
    /// <exception cref="KilledException">The kill is due.</exception>
    public void Advance(TimeSpan by)
    {
        if (KillAt is TimeSpan kill && Elapsed + by >= kill)
        {
            (Elapsed, KillAt) = (kill, null);
            throw new KilledException();
        }

        Elapsed += by;
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        Advance(dueTime);
        callback(state);
        return new Over();
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
