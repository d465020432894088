using Verification.Load.Sink;

namespace Verification.Load.Tests.Support;

/// <summary>A null sink on a thread of this process.</summary>
internal sealed class RunningSink : IDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly SinkServer _sink;
    private readonly Thread _thread;

    public RunningSink(TimeSpan stallAt = default, TimeSpan stallFor = default)
    {
        _sink = new(0, stallAt, stallFor);
        _thread = new(() => _sink.Run(_stop.Token)) { IsBackground = true };
        _thread.Start();
    }

    public string Url => $"http://127.0.0.1:{_sink.Port}";

    public long Requests => _sink.Requests;

    public void Dispose()
    {
        _stop.Cancel();
        _thread.Join();
        _sink.Dispose();
        _stop.Dispose();
    }
}
