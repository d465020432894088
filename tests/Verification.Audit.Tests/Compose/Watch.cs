using System.Diagnostics;

namespace Verification.Audit.Tests.Compose;

/// <summary>Time that reading took: on the clock or on the processors, whichever is less, since a busy machine stretches the one and parallel tests the other.</summary>
internal readonly struct Watch()
{
    private readonly long _start = Stopwatch.GetTimestamp();
    private readonly TimeSpan _processors = Environment.CpuUsage.TotalTime;

    /// <summary>The time since the start.</summary>
    public TimeSpan Elapsed
    {
        get
        {
            TimeSpan clock = Stopwatch.GetElapsedTime(_start);
            TimeSpan processors = Environment.CpuUsage.TotalTime - _processors;
            return clock < processors ? clock : processors;
        }
    }
}
