using Verification.Load.Driving;
using Verification.Readiness.Evidence;

namespace Verification.Acceptance.Load;

/// <summary>A hundred errors at once are accepted at the rate of the review or faster. It says nothing about storing them.</summary>
public sealed class BurstIsAccepted(AcceptanceRun run) : LoadCheck(run)
{
    /// <inheritdoc/>
    public override IReadOnlyList<string> Plans => [LoadPlans.Burst100];

    private protected override bool IsTiming => true;

    /// <inheritdoc/>
    private protected override Observation Judge(CheckContext context, IReadOnlyList<PlanRun> runs)
    {
        DriveRun run = runs[0].Single;
        DriveResult drive = run.Drive.Result;
        int asked = runs[0].Sent;
        int refused = run.Drive.Outcomes.Count(outcome => outcome.Status == (short)NoAnswer.NotConnected || outcome is { Answered: true, Accepted: false });
        if (refused == 0 && run.Taken < asked)
        {
            return Observation.Unknown($"{asked - run.Taken} of {asked} events got no answer and are not stored: whether they were accepted nobody knows ({Answers(drive)}).", "generator");
        }

        // A rate of those that were accepted would praise a target that refuses the rest.
        double rate = refused == 0 ? drive.AcceptedPerSecond * run.Taken / Math.Max(1, drive.Accepted) : 0;
        return Observation.Of(
            context.Check, rate, asked, "generator",
            refused == 0
                ? $"All {asked} events were accepted at {rate:0} a second (sending only; see BurstIsStoredAtRate)."
                : $"{refused} of {asked} events were refused: {Answers(drive)}.",
            // What the engine itself was late by is in the rate, so the target may have been faster, never slower.
            error: rate * Math.Min(1, (drive.Lateness?.Max ?? 0) / Math.Max(1, drive.Milliseconds)) * (rate < context.Check.Threshold.Value ? 1 : 0));
    }

    private static string Answers(DriveResult drive) => string.Join(", ", drive.Answers.Select(answer => $"{answer.Key}: {answer.Value}"));
}
