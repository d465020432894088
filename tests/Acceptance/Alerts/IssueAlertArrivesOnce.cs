using Verification.Readiness.Alerts;
using Verification.Readiness.Evidence;

namespace Verification.Acceptance.Alerts;

/// <summary>A new issue is told to every recipient of its project's alert, once, however many events it gets; each in the form that its consumers read.</summary>
public sealed class IssueAlertArrivesOnce(AcceptanceRun run) : AlertCheck(run)
{
    /// <inheritdoc/>
    private protected override Observation Judge(CheckContext context, AlertRun seen) => IssueAlert.Evaluate(context.Check, seen.Issue);
}
