using Verification.Readiness.Alerts;
using Verification.Readiness.Evidence;

namespace Verification.Acceptance.Alerts;

/// <summary>An outage that a monitor saw, and its end, are told to every recipient, once each.</summary>
public sealed class UptimeAlertArrives(AcceptanceRun run) : AlertCheck(run)
{
    /// <inheritdoc/>
    private protected override Observation Judge(CheckContext context, AlertRun seen) => UptimeAlert.Evaluate(context.Check, seen.Uptime);
}
