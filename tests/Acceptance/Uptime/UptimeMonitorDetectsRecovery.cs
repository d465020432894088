using Verification.Acceptance.Alerts;
using Verification.Readiness.Alerts;
using Verification.Readiness.Evidence;

namespace Verification.Acceptance.Uptime;

/// <summary>When a page of ours is whole again, the monitor that said down says up in time.</summary>
public sealed class UptimeMonitorDetectsRecovery(AcceptanceRun run) : AlertCheck(run)
{
    /// <inheritdoc/>
    private protected override Observation Judge(CheckContext context, AlertRun seen) => UptimeMonitor.Recovery(context.Check, seen.Monitor);
}
