using Verification.Fixtures;
using Verification.Fixtures.Faults;

namespace Verification.Acceptance.Resilience;

/// <summary>How web dealt with what it had in hand.</summary>
/// <param name="Begun">Requests begun before the signal and ended after it.</param>
/// <param name="Taken">Of those, how many the server had accepted; the others it never knew.</param>
/// <param name="Answered">How many were answered.</param>
/// <param name="Stop">How it ended.</param>
internal sealed record WebExtra(int Begun, int Taken, int Answered, StopSeen Stop) : Extra
{
    /// <summary>Taken and never answered.</summary>
    public int Dropped => Math.Max(0, Taken - Answered);
}

/// <summary>Web is stopped while requests are in hand.</summary>
internal sealed class WebDrill : Drill
{
    private const int Requests = 8;
    private static readonly TimeSpan Seen = TimeSpan.FromSeconds(2);

    // Long enough for a server that drops what it has in hand to have done so.
    private static readonly TimeSpan Thinking = TimeSpan.FromMilliseconds(700);

    /// <inheritdoc/>
    public override DrillKind Kind => DrillKind.WebStop;

    /// <inheritdoc/>
    public override string Fault => "web is stopped with requests in hand";

    /// <inheritdoc/>
    public override async Task RunAsync(Stage stage, CancellationToken ct)
    {
        List<SlowRequest> requests = [];
        try
        {
            for (int at = 0; at < Requests; at++)
            {
                requests.Add(await SlowRequest.BeginAsync(stage.Drill.Project.Dsn, stage.Ids.Next(), stage.Clock, ct));
            }

            await StopAsync(stage, requests, ct);
        }
        finally
        {
            requests.ForEach(request => request.Dispose());
        }

        await stage.OverAsync("web is started again", () => stage.Faults.StartAsync(StackPart.Web, ct), ct);
        await stage.SteadyAsync(ct);
        await stage.DrainAsync(ct);
    }

    // A server with one process takes one request at a time, and the others wait for as long as its sender takes.
    private static async Task<TcpCount?> ConnectionsAsync(Stage stage, CancellationToken ct)
    {
        TcpCount? seen = null;
        try
        {
            await Eventually.Async(
                async token => seen = await stage.Faults.WebConnectionsAsync(token), count => count is null || (count.Open >= Requests && count.Untaken == 0), "web to have taken all requests", Seen, ct: ct);
        }
        catch (TimeoutException error)
        {
            stage.Note(error.Message);
        }

        return seen;
    }

    private static async Task StopAsync(Stage stage, List<SlowRequest> requests, CancellationToken ct)
    {
        TcpCount? seen = await ConnectionsAsync(stage, ct);
        if (seen is null)
        {
            stage.Doubt("how many requests web had taken can't be seen from here");
        }

        Task<StopSeen> stop = Task.FromResult(new StopSeen(TimeSpan.Zero, false, null));
        await stage.FaultAsync("SIGTERM to web with requests in hand", () => Task.FromResult(stop = stage.Faults.StopAsync(StackPart.Web, Grace, ct)));
        await stage.PassAsync(Thinking, ct);
        Shot[] shots = await Task.WhenAll(requests.Select(request => request.EndAsync(Grace, ct)));
        foreach (Shot shot in shots)
        {
            stage.Add(shot);
        }

        int taken = seen is null ? 0 : Math.Max(0, requests.Count - seen.Untaken);
        stage.Extra = new WebExtra(requests.Count, taken, shots.Count(shot => shot.Status is not null), await stop);
        if (taken == 0)
        {
            stage.Doubt("web had no request in hand when it was stopped");
        }
    }
}
