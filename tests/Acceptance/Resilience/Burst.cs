using System.Diagnostics;
using Verification.Fixtures.Ingest;
using Verification.Fixtures.Targets;

namespace Verification.Acceptance.Resilience;

/// <summary>Sends events at a steady rate, whatever becomes of those before: a client does not wait for a server that is down.</summary>
internal sealed class Burst : IAsyncDisposable
{
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(10);

    private readonly ProjectHandle _project;
    private readonly ShotIds _ids;
    private readonly Stopwatch _clock;
    private readonly double _perSecond;
    private readonly IngestClient _ingest = new();
    private readonly CancellationTokenSource _stop = new();
    private readonly List<Shot> _shots = [];
    private readonly Task _work;

    /// <summary>Begins.</summary>
    /// <param name="project">Where to.</param>
    /// <param name="ids">Gives each its id.</param>
    /// <param name="clock">Of the drill.</param>
    /// <param name="planned">How many.</param>
    /// <param name="perSecond">At which rate.</param>
    public Burst(ProjectHandle project, ShotIds ids, Stopwatch clock, int planned, double perSecond)
    {
        (_project, _ids, _clock, Planned, _perSecond) = (project, ids, clock, planned, perSecond);
        _work = Task.Run(RunAsync);
    }

    /// <summary>How many it is to send.</summary>
    public int Planned { get; }

    /// <summary>Those answered, or given up, by now.</summary>
    public IReadOnlyList<Shot> Shots
    {
        get
        {
            lock (_shots)
            {
                return [.. _shots];
            }
        }
    }

    /// <summary>Acknowledged by now.</summary>
    public int Accepted => Shots.Count(shot => shot.Accepted == true);

    /// <summary>Waits until all were sent and answered or given up.</summary>
    public Task DoneAsync(CancellationToken ct) => _work.WaitAsync(ct);

    /// <summary>Sends no more; what is on its way is waited for.</summary>
    public async Task StopAsync()
    {
        await _stop.CancelAsync();
        await _work;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        _ingest.Dispose();
        _stop.Dispose();
    }

    /// <summary>Sends one event.</summary>
    internal static async Task<Shot> SendAsync(IngestClient ingest, ProjectHandle project, string id, Stopwatch clock)
    {
        double sent = clock.Elapsed.TotalMilliseconds;
        try
        {
            IngestAnswer answer = await ingest.EventAsync(project.Dsn, id, Payload(id), CancellationToken.None);
            return new(id, sent, clock.Elapsed.TotalMilliseconds, answer.Status);
        }
        catch (Exception error) when (error is HttpRequestException or OperationCanceledException)
        {
            // Refused, reset, or no answer in time: the target never took responsibility.
            return new(id, sent, clock.Elapsed.TotalMilliseconds, null);
        }
    }

    /// <summary>What every event of a drill is.</summary>
    internal static object Payload(string id) => new { event_id = id, message = "resilience drill", level = "error", platform = "node", timestamp = DateTimeOffset.UtcNow.ToUnixTimeMilliseconds() / 1000.0 };

    private async Task RunAsync()
    {
        List<Task> sending = [];
        long begun = Stopwatch.GetTimestamp();
        using PeriodicTimer timer = new(Tick);
        try
        {
            while (sending.Count < Planned)
            {
                await timer.WaitForNextTickAsync(_stop.Token);
                int due = Math.Min(Planned, (int)(Stopwatch.GetElapsedTime(begun).TotalSeconds * _perSecond) + 1);
                while (sending.Count < due)
                {
                    sending.Add(FireAsync());
                }
            }
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            // Told to stop: what was sent is waited for below.
            await Task.WhenAll(sending);
            return;
        }

        await Task.WhenAll(sending);
    }

    private async Task FireAsync()
    {
        Shot shot = await SendAsync(_ingest, _project, _ids.Next(), _clock);
        lock (_shots)
        {
            _shots.Add(shot);
        }
    }
}
