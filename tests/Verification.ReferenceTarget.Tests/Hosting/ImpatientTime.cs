namespace Verification.ReferenceTarget.Tests.Hosting;

/// <summary>A clock on which every wait is over at once: it moves on by as much, and remembers it.</summary>
public sealed class ImpatientTime(DateTimeOffset now) : TimeProvider
{
    private readonly List<TimeSpan> waits = [];

    public DateTimeOffset Now { get; set; } = now;

    public IReadOnlyList<TimeSpan> Waits => waits;

    public override DateTimeOffset GetUtcNow() => Now;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        Now += dueTime;
        waits.Add(dueTime);
        callback(state);
        return new Over();
    }

    private sealed class Over : ITimer
    {
        public bool Change(TimeSpan dueTime, TimeSpan period) => true;

        public void Dispose() => GC.SuppressFinalize(this);

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
