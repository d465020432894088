using Verification.Readiness.Evidence;

namespace Verification.Acceptance.Alerts;

/// <summary>A question about what a target does by the clock, seen by receivers of ours.</summary>
public abstract class AlertCheck(AcceptanceRun run) : CheckTest(run)
{
    /// <inheritdoc/>
    protected override TimeSpan Deadline => TimeSpan.FromMinutes(60);

    /// <inheritdoc/>
    protected sealed override async Task<Observation> AskAsync(CheckContext context, CancellationToken ct) => context.Alerts!.Absent is string absent
        ? Observation.Unknown($"Nothing that the target sends could be received: {absent}.")
        : Judge(context, await context.Alerts.RunAsync(ct));

    /// <summary>Judges what was seen.</summary>
    private protected abstract Observation Judge(CheckContext context, AlertRun seen);
}
