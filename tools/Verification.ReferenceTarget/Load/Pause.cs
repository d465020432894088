namespace Verification.ReferenceTarget.Load;

/// <summary>Waiting on the clock a process was given; ended early by its stop.</summary>
public static class Pause
{
    /// <summary>Waits for the time to pass or for the stop, whichever comes first.</summary>
    public static async Task ForAsync(TimeSpan time, TimeProvider clock, CancellationToken stop)
    {
        using var timer = new PeriodicTimer(time, clock);
        try
        {
            await timer.WaitForNextTickAsync(stop);
        }
        catch (OperationCanceledException)
        {
            // The stop is the caller's to see: it looks at the token next.
            return;
        }
    }
}
