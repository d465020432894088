using Verification.Fixtures.Faults;

namespace Verification.Acceptance.Resilience;

/// <summary>The worker ends in the middle of a burst, asked to or killed, and is started again.</summary>
internal sealed class WorkerDrill(bool killed) : Drill
{
    private const int Events = 300;

    /// <inheritdoc/>
    public override DrillKind Kind => killed ? DrillKind.WorkerKill : DrillKind.WorkerStop;

    /// <inheritdoc/>
    public override string Fault => killed ? "the worker is killed in the middle of a burst" : "the worker is stopped in the middle of a burst";

    /// <inheritdoc/>
    public override async Task RunAsync(Stage stage, CancellationToken ct)
    {
        Burst burst = stage.Send(Events, Rate);
        await stage.UntilInHandAsync(burst, ct);
        await stage.FaultAsync(killed ? "SIGKILL to the worker" : "SIGTERM to the worker", () => EndAsync(stage, ct));
        await stage.OverAsync("the worker is started again", () => stage.Faults.StartAsync(StackPart.Worker, ct), ct);
        await burst.DoneAsync(ct);
        await stage.SteadyAsync(ct);
        await stage.DrainAsync(ct);
    }

    private async Task EndAsync(Stage stage, CancellationToken ct)
    {
        if (killed)
        {
            await stage.Faults.KillAsync(StackPart.Worker, ct);
            return;
        }

        StopSeen seen = await stage.Faults.StopAsync(StackPart.Worker, Grace, ct);
        stage.Note(seen.Killed
            ? $"the worker did not end within {Grace.TotalSeconds:0} s of SIGTERM and was killed"
            : $"the worker ended {seen.Took.TotalSeconds:0.0} s after SIGTERM with exit code {seen.ExitCode}");
    }
}
