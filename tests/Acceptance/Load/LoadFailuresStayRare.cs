using Verification.Load.Driving;
using Verification.Readiness.Evidence;

namespace Verification.Acceptance.Load;

/// <summary>Under staged load few requests are refused or left without an answer.</summary>
public sealed class LoadFailuresStayRare(AcceptanceRun run) : LoadCheck(run)
{
    /// <inheritdoc/>
    public override IReadOnlyList<string> Plans => [LoadPlans.Staged];

    private protected override bool IsTiming => true;

    /// <inheritdoc/>
    private protected override Observation Judge(CheckContext context, IReadOnlyList<PlanRun> runs)
    {
        DriveRun drive = runs[0].Single;
        EventOutcome[] outcomes = drive.Drive.Outcomes;
        int sent = outcomes.Count(outcome => outcome.Status != 0);
        // Closed before an answer came, and yet read back: the server was only impolite.
        int failed = Enumerable.Range(0, outcomes.Length).Count(serial => outcomes[serial] is { Status: not 0, Accepted: false } && !drive.Census!.Events.IsStored(serial));
        return Observation.Of(
            context.Check, sent == 0 ? 0 : 100.0 * failed / sent, sent, "generator+" + Oracles(context),
            $"{failed} of {sent} requests failed ({string.Join(", ", drive.Drive.Result.Answers.Select(answer => $"{answer.Key}: {answer.Value}"))}).",
            // Also without a failure: none of twenty proves little.
            error: Sampling.PercentError(failed, sent));
    }
}
