using System.Diagnostics;

namespace Verification.SdkDriver.Running;

/// <summary>Gives each caller its place in time, however many ask at once, so that no more than so many pass per second.</summary>
internal sealed class Pace(double? perSecond)
{
    private static readonly TimeSpan Shortest = TimeSpan.FromMilliseconds(1);

    private readonly Lock _gate = new();
    private long _next;

    /// <summary>Waits for the next place; not at all without a limit.</summary>
    public async Task TurnAsync(CancellationToken ct)
    {
        if (perSecond is not double rate)
        {
            return;
        }

        TimeSpan wait;
        lock (_gate)
        {
            long now = Stopwatch.GetTimestamp();
            long place = Math.Max(now, _next);
            _next = place + (long)(Stopwatch.Frequency / rate);
            wait = Stopwatch.GetElapsedTime(now, place);
        }

        if (wait >= Shortest)
        {
            using PeriodicTimer timer = new(wait);
            await timer.WaitForNextTickAsync(ct);
        }
    }
}
