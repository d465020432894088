using Verification.Readiness.Evidence;

namespace Verification.Acceptance.Resilience;

/// <summary>Requests that web had in hand when it was asked to end are answered, what it acknowledged is stored, and it ends within its grace.</summary>
public sealed class WebStopFinishesRequests(AcceptanceRun run) : ResilienceCheck(run)
{
    /// <inheritdoc/>
    private protected override DrillKind Kind => DrillKind.WebStop;

    /// <inheritdoc/>
    private protected override string? Unproven(DrillResult result) => result.Extra is WebExtra { Taken: > 0 } ? null : "web had no request in hand";

    /// <inheritdoc/>
    private protected override Observation Judge(CheckContext context, DrillResult result)
    {
        WebExtra seen = (WebExtra)result.Extra!;
        int unstored = result.Account.Accepted - result.Account.Stored;
        string end = seen.Stop.Killed ? $"it did not end within its grace and was killed after {seen.Stop.Took.TotalSeconds:0} s" : $"it ended {seen.Stop.Took.TotalSeconds:0.0} s after the signal";
        return Observation.Of(
            context.Check, seen.Dropped + unstored + (seen.Stop.Killed ? 1 : 0), seen.Taken, Sources,
            $"Of {seen.Taken} requests in hand when web was asked to end, {seen.Answered} were answered; {unstored} acknowledged ones are not stored; {end}.",
            [$"{seen.Begun} requests half sent at the signal, {seen.Begun - seen.Taken} of them not yet accepted by web", .. Details(result)]);
    }
}
