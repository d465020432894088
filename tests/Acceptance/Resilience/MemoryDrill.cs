using Verification.Fixtures.Faults;

namespace Verification.Acceptance.Resilience;

/// <summary>What the engine did.</summary>
internal sealed record MemoryExtra(MemorySeen Seen, bool FlowsAgain) : Extra;

/// <summary>Web exceeds its memory limit under a light load.</summary>
internal sealed class MemoryDrill : Drill
{
    private const double LightRate = 20;
    private const int MoreThanEver = 100_000;
    private const int Few = 10;

    /// <inheritdoc/>
    public override DrillKind Kind => DrillKind.MemoryLimit;

    /// <inheritdoc/>
    public override string Fault => "web exceeds its memory limit";

    /// <inheritdoc/>
    public override string? Absent(PartFaults faults) => faults.MemoryLimitAbsent;

    /// <inheritdoc/>
    public override async Task RunAsync(Stage stage, CancellationToken ct)
    {
        Burst load = stage.Send(MoreThanEver, LightRate);
        await Verification.Fixtures.Eventually.Async(() => load.Accepted >= Few, "a light load to flow", Grace, ct: ct);
        await stage.WeighAsync(load, ct);
        MemorySeen? seen = null;
        await stage.FaultAsync("web exceeds its memory limit", async () => seen = await stage.Faults.ExceedMemoryAsync(StackPart.Web, Grace, ct));
        if (!seen!.Restarted)
        {
            // What the engine did not do has to be done for those that come after.
            await stage.Faults.StartAsync(StackPart.Web, ct);
        }

        await stage.OverAsync("web runs again", () => Task.CompletedTask, ct);
        bool flows = await stage.SteadyAsync(ct) is Shot after && await stage.UntilStoredAsync(after, ct) is not null;
        stage.Extra = new MemoryExtra(seen, flows);
        await load.StopAsync();
        await stage.DrainAsync(ct);
    }
}
