using System.Runtime.InteropServices;

namespace Verification.ReferenceTarget.Worker;

/// <summary>A process that works until it is asked to stop.</summary>
public static class WorkerProcess
{
    /// <summary>Runs its works side by side until SIGTERM or SIGINT, and returns when all of them have ended.</summary>
    public static async Task RunAsync(Services services, params Func<CancellationToken, Task>[] works)
    {
        using var stop = new CancellationTokenSource();
        using var terminated = PosixSignalRegistration.Create(PosixSignal.SIGTERM, OnSignal);
        using var interrupted = PosixSignalRegistration.Create(PosixSignal.SIGINT, OnSignal);
        await Task.WhenAll(works.Select(work => work(stop.Token)));
        services.Log.Line("stopped");

        void OnSignal(PosixSignalContext context)
        {
            context.Cancel = true;
            stop.Cancel();
        }
    }
}
