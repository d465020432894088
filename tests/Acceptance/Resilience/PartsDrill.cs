using Verification.Fixtures.Faults;

namespace Verification.Acceptance.Resilience;

/// <summary>Under a light load each part is frozen, or cut off, for a moment, one after the other.</summary>
internal sealed class PartsDrill(bool cutOff) : Drill
{
    private const double LightRate = 20;
    private const int MoreThanEver = 100_000;
    private const int Few = 10;
    private static readonly TimeSpan Moment = TimeSpan.FromSeconds(3);

    /// <inheritdoc/>
    public override DrillKind Kind => cutOff ? DrillKind.CutOff : DrillKind.Freeze;

    /// <inheritdoc/>
    public override string Fault => $"{(cutOff ? "worker, PostgreSQL and Redis are cut off" : "web, worker, PostgreSQL and Redis are frozen")} for {Moment.TotalSeconds:0} s each, one after the other";

    /// <inheritdoc/>
    public override string? Absent(PartFaults faults) => cutOff ? faults.CutOffAbsent : null;

    /// <inheritdoc/>
    public override async Task RunAsync(Stage stage, CancellationToken ct)
    {
        Burst load = stage.Send(MoreThanEver, LightRate);
        await Verification.Fixtures.Eventually.Async(() => load.Accepted >= Few, "a light load to flow", Grace, ct: ct);
        StackPart[] parts = cutOff ? [StackPart.Worker, StackPart.Postgres, StackPart.Redis] : [StackPart.Web, StackPart.Worker, StackPart.Postgres, StackPart.Redis];
        foreach (StackPart part in parts)
        {
            double from = stage.Clock.Elapsed.TotalMilliseconds;
            await HarmAsync(stage, part, ct);
            double to = stage.Clock.Elapsed.TotalMilliseconds;
            TimeSpan? recovered = await stage.SteadyAsync(ct) is Shot after ? await stage.UntilStoredAsync(after, ct) : null;
            stage.Note(new PartFault(part.ToString().ToLowerInvariant(), from, to, recovered?.TotalMilliseconds));
        }

        await load.StopAsync();
        foreach (PartFault idle in stage.Faulted.Where(fault => stage.Shots.Count(shot => shot.SentMs >= fault.FromMs && shot.SentMs <= fault.ToMs) < Few))
        {
            stage.Doubt($"fewer than {Few} events were sent while {idle.Part} was away");
        }

        await stage.DrainAsync(ct);
    }

    private async Task HarmAsync(Stage stage, StackPart part, CancellationToken ct)
    {
        string name = part.ToString().ToLowerInvariant();
        await stage.FaultAsync($"{name} is {(cutOff ? "cut off" : "frozen")}", () => cutOff ? stage.Faults.CutOffAsync(part, ct) : stage.Faults.FreezeAsync(part, ct));
        try
        {
            await stage.PassAsync(Moment, ct);
        }
        finally
        {
            // Whatever happens: what is frozen can't even be ended.
            await stage.OverAsync(
                $"{name} goes on",
                async () =>
                {
                    if (!cutOff)
                    {
                        await stage.Faults.ThawAsync(part, CancellationToken.None);
                    }
                    else if (!await stage.Faults.ReconnectAsync(part, CancellationToken.None))
                    {
                        stage.Note($"{name} came back under another address, which ends every connection to it");
                    }
                },
                ct);
        }
    }
}
