using Verification.Fixtures.Targets;
using Verification.Readiness.Evidence;

namespace Verification.Acceptance.Platform;

/// <summary>The first event sent to the target came back as it was sent.</summary>
public sealed class CanaryProvesReadiness(AcceptanceRun run) : CheckTest(run)
{
    /// <inheritdoc/>
    protected override Task<Observation> AskAsync(CheckContext context, CancellationToken ct)
    {
        CanaryReport canary = context.Target.Canary;
        string reason = canary switch
        {
            { Differences.Count: > 0 } => $"The canary did not come back as sent: {string.Join("; ", canary.Differences)}.",
            _ => $"The canary was read back as sent after {canary.Elapsed.TotalSeconds:0.00} s.",
        };
        return Task.FromResult(Observation.Of(context.Check, canary.Differences.Count, 1, "api", reason, canary.Differences));
    }
}
