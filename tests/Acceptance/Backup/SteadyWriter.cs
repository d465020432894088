using Verification.Fixtures.Ingest;
using Verification.Fixtures.Targets;

namespace Verification.Acceptance.Backup;

/// <summary>An event that the target took responsibility for.</summary>
/// <param name="Id">32 hexadecimal digits.</param>
/// <param name="At">When the answer came.</param>
internal sealed record Acknowledged(string Id, DateTimeOffset At);

/// <summary>Writes an event every 50 ms, as a live application would, until it is stopped; what is not answered with success is not counted on.</summary>
internal sealed class SteadyWriter : IAsyncDisposable
{
    private static readonly TimeSpan Every = TimeSpan.FromMilliseconds(50);
    private readonly ProjectHandle _project;
    private readonly CancellationTokenSource _stop = new();
    private readonly List<Acknowledged> _taken = [];
    private readonly Task _work;

    /// <summary>Begins to write.</summary>
    public SteadyWriter(ProjectHandle project)
    {
        _project = project;
        _work = Task.Run(WriteAsync);
    }

    /// <summary>Events that were refused or not answered.</summary>
    public int Refused { get; private set; }

    /// <summary>Stops, and gives what was acknowledged until then, in its order.</summary>
    public async Task<IReadOnlyList<Acknowledged>> StopAsync()
    {
        await _stop.CancelAsync();
        await _work;
        return _taken;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        _stop.Dispose();
    }

    private async Task WriteAsync()
    {
        using IngestClient ingest = new();
        using PeriodicTimer timer = new(Every);
        try
        {
            for (int serial = 0; await timer.WaitForNextTickAsync(_stop.Token); serial++)
            {
                await SendAsync(ingest, serial);
            }
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            // Told to stop while it waited for its next turn.
            return;
        }
    }

    private async Task SendAsync(IngestClient ingest, int serial)
    {
        string id = Guid.NewGuid().ToString("N");
        try
        {
            IngestAnswer answer = await ingest.EventAsync(_project.Dsn, id, new { event_id = id, message = $"steady {serial % 7}", platform = "node", extra = new { serial } }, _stop.Token);
            if (answer.Accepted)
            {
                _taken.Add(new(id, DateTimeOffset.UtcNow));
                return;
            }
        }
        catch (Exception error) when (error is HttpRequestException || (error is OperationCanceledException && !_stop.IsCancellationRequested))
        {
            // The disaster, as a client meets it; counted below.
        }

        Refused++;
    }
}
