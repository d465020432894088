using Verification.Fixtures.Faults;

namespace Verification.Acceptance.Resilience;

/// <summary>PostgreSQL is killed while the worker stores, and comes back.</summary>
internal sealed class DatabaseDrill : Drill
{
    private const int Events = 200;

    // A real worker waits 30 s for a connection before it gives up on an event (5.2 as measured), so that a shorter outage hides what it
    // does then. The stand-in with that behaviour gives up after 2.5 s.
    private static readonly TimeSpan RealOutage = TimeSpan.FromSeconds(35);
    private static readonly TimeSpan StandInOutage = TimeSpan.FromSeconds(4);

    /// <inheritdoc/>
    public override DrillKind Kind => DrillKind.DatabaseCrash;

    /// <inheritdoc/>
    public override string Fault => "PostgreSQL is killed while the worker stores";

    /// <inheritdoc/>
    public override async Task RunAsync(Stage stage, CancellationToken ct)
    {
        Burst burst = stage.Send(Events, Rate);
        await stage.UntilInHandAsync(burst, ct);
        await stage.FaultAsync("SIGKILL to PostgreSQL while the worker stores", () => stage.Faults.KillAsync(StackPart.Postgres, ct));
        await stage.PassAsync(stage.Drill.Target.IsStandIn ? StandInOutage : RealOutage, ct);
        await stage.OverAsync("PostgreSQL is started again", () => stage.Faults.StartAsync(StackPart.Postgres, ct), ct);
        await burst.DoneAsync(ct);
        await stage.SteadyAsync(ct);
        await stage.DrainAsync(ct);
    }
}
