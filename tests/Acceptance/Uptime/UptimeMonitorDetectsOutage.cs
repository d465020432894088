using Verification.Acceptance.Alerts;
using Verification.Readiness.Alerts;
using Verification.Readiness.Evidence;

namespace Verification.Acceptance.Uptime;

/// <summary>When a page of ours is broken, a monitor of it says down in time.</summary>
public sealed class UptimeMonitorDetectsOutage(AcceptanceRun run) : AlertCheck(run)
{
    /// <inheritdoc/>
    private protected override Observation Judge(CheckContext context, AlertRun seen) => UptimeMonitor.Outage(context.Check, seen.Monitor);
}
