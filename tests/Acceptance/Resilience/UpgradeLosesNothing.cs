using Verification.Readiness.Evidence;

namespace Verification.Acceptance.Resilience;

/// <summary>The next version keeps everything that was accepted before and while it took over: what is stored, and what waits in the queue.</summary>
public sealed class UpgradeLosesNothing(AcceptanceRun run) : ResilienceCheck(run)
{
    /// <inheritdoc/>
    private protected override DrillKind Kind => DrillKind.Upgrade;

    /// <inheritdoc/>
    private protected override Observation Judge(CheckContext context, DrillResult result)
    {
        UpgradeExtra extra = (UpgradeExtra)result.Extra!;
        DrillAccount account = result.Account;
        return Observation.Of(
            context.Check, account.Lost + account.Delayed + account.Doubled, account.Accepted, Sources,
            $"{extra.To} took over from {extra.From} within {result.Away.TotalSeconds:0.0} s ({extra.Migrating.TotalSeconds:0.0} s of them for the database), with {extra.Old} events stored before: {account.Story}.", Details(result));
    }
}
