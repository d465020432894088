using System.Runtime.InteropServices;

namespace Verification.Cli.Running;

/// <summary>Ctrl-C and its relatives: the first asks the suite to end, the second ends it, the third ends this program (the guardians then clean up).</summary>
internal sealed class Interruption : IDisposable
{
    private static readonly PosixSignal[] Heeded = [PosixSignal.SIGINT, PosixSignal.SIGTERM, PosixSignal.SIGHUP];

    private readonly CancellationTokenSource _requested = new();
    private readonly CancellationTokenSource _insisted = new();
    private readonly PosixSignalRegistration[] _registrations;
    private int _count;

    /// <summary>Listens from now on.</summary>
    public Interruption() => _registrations = [.. Heeded.Select(signal => PosixSignalRegistration.Create(signal, Heed))];

    /// <summary>Somebody wants the run to end.</summary>
    public CancellationToken Requested => _requested.Token;

    /// <summary>Somebody wants it to end now.</summary>
    public CancellationToken Insisted => _insisted.Token;

    /// <summary>The signal that came first.</summary>
    public string By { get; private set; } = "";

    /// <inheritdoc/>
    public void Dispose()
    {
        Array.ForEach(_registrations, registration => registration.Dispose());
        _requested.Dispose();
        _insisted.Dispose();
    }

    private void Heed(PosixSignalContext context)
    {
        switch (Interlocked.Increment(ref _count))
        {
            case 1:
                context.Cancel = true;
                By = context.Signal == PosixSignal.SIGINT ? "Ctrl-C" : $"{context.Signal}";
                _requested.Cancel();
                break;
            case 2:
                context.Cancel = true;
                _insisted.Cancel();
                break;
            default:
                context.Cancel = false;
                break;
        }
    }
}
