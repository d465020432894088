using System.Runtime.InteropServices;

namespace Verification.SdkDriver.Running;

/// <summary>Somebody asks the process to end: it cleans up first, then ends with 128 and the signal's number.</summary>
internal sealed class StopSignals : IDisposable
{
    private readonly TaskCompletionSource<(string Reason, int ExitCode)> _stopped = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly PosixSignalRegistration[] _registered;

    public StopSignals() => _registered =
    [
        PosixSignalRegistration.Create(PosixSignal.SIGINT, context => Stop(context, "SIGINT", 130)),
        PosixSignalRegistration.Create(PosixSignal.SIGTERM, context => Stop(context, "SIGTERM", 143)),
        PosixSignalRegistration.Create(PosixSignal.SIGHUP, context => Stop(context, "SIGHUP", 129)),
    ];

    /// <summary>Ends with the first signal.</summary>
    public Task<(string Reason, int ExitCode)> Stopped => _stopped.Task;

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (PosixSignalRegistration registration in _registered)
        {
            registration.Dispose();
        }
    }

    private void Stop(PosixSignalContext context, string signal, int exitCode)
    {
        context.Cancel = true;
        Console.Error.WriteLine($"Stopped by {signal}; cleaning up.");
        _stopped.TrySetResult(($"stopped by {signal}", exitCode));
    }
}
