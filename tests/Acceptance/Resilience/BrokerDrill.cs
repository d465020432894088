using Verification.Fixtures.Faults;
using Verification.Fixtures.Ingest;

namespace Verification.Acceptance.Resilience;

/// <summary>What Redis held around its end.</summary>
/// <param name="Before">Messages when it was killed.</param>
/// <param name="After">Messages when it was back.</param>
/// <param name="WithoutLog">Acknowledged events while its append-only file was off.</param>
/// <param name="WithoutLogKept">How many of those were there after the same end.</param>
internal sealed record BrokerExtra(long Before, long After, int WithoutLog, long WithoutLogKept) : Extra;

/// <summary>Redis is killed while the worker is down and events wait in it.</summary>
internal sealed class BrokerDrill : Drill
{
    private const int Events = 200;
    private const int Unlogged = 20;

    /// <inheritdoc/>
    public override DrillKind Kind => DrillKind.BrokerRestart;

    /// <inheritdoc/>
    public override string Fault => "Redis is killed while it holds a backlog";

    /// <inheritdoc/>
    public override async Task RunAsync(Stage stage, CancellationToken ct)
    {
        await stage.Faults.StopAsync(StackPart.Worker, Grace, ct);
        (int sent, long kept) = await WithoutLogAsync(stage, ct);
        Burst burst = stage.Send(Events, Rate);
        await Verification.Fixtures.Eventually.Async(() => burst.Accepted >= Events / 2, "a backlog to form", Grace, ct: ct);
        await stage.WeighAsync(burst, ct);
        long before = 0;
        await stage.FaultAsync(
            "SIGKILL to Redis with a backlog",
            async () =>
            {
                before = (await stage.Drill.QueueAsync(ct)).Waiting;
                await stage.Faults.KillAsync(StackPart.Redis, ct);
            });
        await stage.OverAsync("Redis is started again", () => stage.Faults.StartAsync(StackPart.Redis, ct), ct);
        await burst.DoneAsync(ct);
        await stage.SteadyAsync(ct);
        stage.Extra = new BrokerExtra(before, (await stage.Drill.QueueAsync(ct)).Waiting, sent, kept);
        await stage.Faults.StartAsync(StackPart.Worker, ct);
        await stage.DrainAsync(ct);
        if (before == 0)
        {
            stage.Doubt("nothing waited in Celery's queue when Redis was killed, so that its end put nothing at stake");
        }
    }

    // What the durable setting is worth here: the same end without it. Reported, never judged: nobody runs it so on purpose.
    private static async Task<(int Sent, long Kept)> WithoutLogAsync(Stage stage, CancellationToken ct)
    {
        long already = (await stage.Drill.QueueAsync(ct)).Waiting;
        await stage.Drill.SetRedisAsync("appendonly", "no", ct);
        ShotIds others = new();
        using IngestClient ingest = new();
        Shot[] shots = await Task.WhenAll(Enumerable.Range(0, Unlogged).Select(_ => Burst.SendAsync(ingest, stage.Drill.Project, others.Next(), stage.Clock)));
        await stage.Faults.KillAsync(StackPart.Redis, ct);
        await stage.Faults.StartAsync(StackPart.Redis, ct);
        long kept = (await stage.Drill.QueueAsync(ct)).Waiting - already;
        int sent = shots.Count(shot => shot.Accepted == true);
        stage.Note($"without an append-only file, {Math.Max(0, kept)} of {sent} waiting events outlived the same end of Redis (reported, not judged)");
        return (sent, kept);
    }
}
