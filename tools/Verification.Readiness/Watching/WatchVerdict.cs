using Verification.Readiness.Catalogues;
using Verification.Readiness.Evidence;
using Verification.Readiness.Verdicts;

namespace Verification.Readiness.Watching;

/// <summary>A criterion and how it stands.</summary>
/// <param name="Check">Its definition, with the threshold that was evaluated.</param>
/// <param name="Seen">The answer.</param>
/// <param name="NotRehearsed">Why so short a watch, or one of a stand-in, is not asked; null when it is.</param>
public sealed record WatchCriterion(CheckDefinition Check, Observation Seen, string? NotRehearsed);

/// <summary>What a watch says at its end. It never decides: that is the run's business, which takes the journal up as evidence.</summary>
/// <param name="Word">PASSED, FAILED or INCONCLUSIVE, with its scope.</param>
/// <param name="ExitCode">As the contract has it.</param>
/// <param name="IsWhole">Whether it was the full watch of a real target.</param>
/// <param name="Criteria">In the order of the catalogue.</param>
public sealed record WatchVerdict(string Word, int ExitCode, bool IsWhole, IReadOnlyList<WatchCriterion> Criteria)
{
    /// <summary>Judges.</summary>
    /// <param name="state">What was seen.</param>
    /// <param name="catalogue">The checks; those of the area watch are asked.</param>
    /// <param name="now">When.</param>
    public static WatchVerdict Of(WatchState state, Catalogue catalogue, DateTimeOffset now)
    {
        List<CheckDefinition> checks = [.. catalogue.Checks.Where(check => check.Area == WatchCriteria.Area)];
        bool isLong = checks.Find(check => check.Id == WatchCriteria.Unbroken) is CheckDefinition unbroken && unbroken.Threshold.Judge(state.Header.Plan.For.TotalHours) == Outcome.Pass;
        bool isWhole = isLong && !state.Header.StandIn;
        List<WatchCriterion> criteria = [.. checks.Select(check => isLong ? check : OfRehearsal(check, state.Header.Plan)).Select(check =>
            new WatchCriterion(check, WatchJudge.Of(check, state, now), isWhole ? null : WatchCriteria.NotRehearsed(check.Id, state)))];
        List<Outcome> required = [.. criteria.Where(criterion => criterion.NotRehearsed is null && criterion.Check.Requirement == Requirement.Required).Select(criterion => criterion.Seen.Outcome)];
        string scope = state.Header.StandIn ? "REHEARSAL WATCH" : isLong ? "WATCH" : "PARTIAL WATCH";
        return Outcomes.Worst(required) switch
        {
            Outcome.Fail => new($"{scope} FAILED", ExitCodes.NoGoOrFailed, isWhole, criteria),
            Outcome.Unknown => new($"{scope} INCONCLUSIVE", ExitCodes.Inconclusive, isWhole, criteria),
            _ => new($"{scope} PASSED", ExitCodes.GoOrPassed, isWhole, criteria),
        };
    }

    // A rehearsal is held against its own length, and says so; rounded down, or it would fall short of what it was asked for.
    private static CheckDefinition OfRehearsal(CheckDefinition check, WatchPlan plan) => check.Id == WatchCriteria.Unbroken
        ? check with { Threshold = check.Threshold with { Value = Math.Floor(plan.For.TotalHours * 10_000) / 10_000 } }
        : check;
}
