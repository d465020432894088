using System.Diagnostics;

namespace Verification.Load.Engine;

/// <summary>Microseconds since a drive began, from the monotonic clock.</summary>
internal sealed class Clock
{
    private static readonly long Ticks = Stopwatch.Frequency / 1_000_000;
    private readonly long _begun;

    public Clock()
    {
        _begun = Stopwatch.GetTimestamp();
        DateTimeOffset now = DateTimeOffset.UtcNow;
        StartedAt = now.AddTicks(-(now.Ticks % TimeSpan.TicksPerMillisecond));
    }

    /// <summary>The wall clock at its begin, in whole milliseconds.</summary>
    public DateTimeOffset StartedAt { get; }

    public long Now => (Stopwatch.GetTimestamp() - _begun) / Ticks;
}
