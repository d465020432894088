using Verification.Readiness.Catalogues;
using Verification.Readiness.Evidence;

namespace Verification.Readiness.Verdicts;

/// <summary>What all evidence together says of one check.</summary>
/// <param name="Check">The claim.</param>
/// <param name="Outcome">The worst of what its evidence proves; Unknown when there is none.</param>
/// <param name="Reason">The sentence of the evidence that decided, or why there is none.</param>
/// <param name="Deciding">The evidence that decided; null when there is none that counts.</param>
/// <param name="Lines">Numbers (from 1) of its lines in evidence.jsonl.</param>
/// <param name="DurationMs">Time spent on it in milliseconds.</param>
/// <param name="Waiver">The waiver that stands for it, if it failed and one does.</param>
public sealed record CheckResult(
    CheckDefinition Check, Outcome Outcome, string Reason, EvidenceLine? Deciding, IReadOnlyList<int> Lines, double DurationMs, Waiver? Waiver)
{
    /// <summary>Whether it takes points and names a problem.</summary>
    public bool Holds => Outcome == Outcome.Pass;
}

/// <summary>Weighs evidence: what counts, and what it comes to for each check.</summary>
public static class Weighing
{
    /// <summary>Evidence older than this counts as missing.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromDays(7);

    /// <summary>Tolerated difference between clocks before evidence counts as coming from the future.</summary>
    public static readonly TimeSpan ClockSkew = TimeSpan.FromMinutes(5);

    /// <summary>The results of all checks that apply to the run, in catalogue order.</summary>
    public static IReadOnlyList<CheckResult> Weigh(Catalogue catalogue, IReadOnlyList<EvidenceLine> evidence, RunRecord run) =>
        [.. catalogue.Checks.Where(check => Applies(check, run)).Select(check => Weigh(check, catalogue, evidence, run))];

    /// <summary>Whether the run was meant to ask this question.</summary>
    public static bool Applies(CheckDefinition check, RunRecord run) =>
        check.AppliesTo.Contains(run.Target.Kind)
        && (run.Areas.Count == 0 || run.Areas.Contains(check.Area, StringComparer.Ordinal))
        && (run.Rubric is null || check.Method == Method.Behavioural || run.Rubric.Checks.Contains(check.Id, StringComparer.Ordinal));

    private static CheckResult Weigh(CheckDefinition check, Catalogue catalogue, IReadOnlyList<EvidenceLine> evidence, RunRecord run)
    {
        List<(EvidenceLine Line, int Number)> own =
            [.. evidence.Select((line, index) => (Line: line, Number: index + 1)).Where(entry => entry.Line.Check == check.Id)];
        IReadOnlyList<int> numbers = [.. own.Select(entry => entry.Number)];
        double duration = own.Sum(entry => entry.Line.DurationMs);
        if (catalogue.Quarantined.FirstOrDefault(entry => entry.Check == check.Id) is Quarantine quarantine)
        {
            return new(check, Outcome.Unknown, $"Quarantined since {quarantine.Since:yyyy-MM-dd}: {quarantine.Reason}", null, numbers, duration, null);
        }

        if (own.Count == 0)
        {
            string reason = check.Built ? "No evidence: the check did not report in this run." : "Not built yet: nothing asks this question so far.";
            return new(check, Outcome.Unknown, reason, null, numbers, duration, null);
        }

        (EvidenceLine Line, Outcome Outcome, string Reason) worst = own
            .Select(entry => Judge(check, entry.Line, run))
            .OrderByDescending(judged => judged.Outcome)
            .ThenBy(judged => judged.Line.ObservedAt)
            .ThenBy(judged => judged.Reason, StringComparer.Ordinal)
            .ThenBy(judged => judged.Line.Measured)
            .ThenBy(judged => judged.Line.Samples)
            .ThenBy(judged => judged.Line.Source, StringComparer.Ordinal)
            .First();
        Waiver? waiver = worst.Outcome == Outcome.Fail && check.Requirement == Requirement.Required
            ? catalogue.Waivers.FirstOrDefault(entry => entry.Check == check.Id && entry.Until >= DateOnly.FromDateTime(run.EvaluatedAt.UtcDateTime))
            : null;
        return new(check, worst.Outcome, worst.Reason, worst.Line, numbers, duration, waiver);
    }

    private static (EvidenceLine Line, Outcome Outcome, string Reason) Judge(CheckDefinition check, EvidenceLine line, RunRecord run) => line switch
    {
        _ when line.Subject != run.Target.Subject =>
            (line, Outcome.Unknown, "The evidence is about another target than the one under decision."),
        _ when run.EvaluatedAt - line.ObservedAt > Lifetime =>
            (line, Outcome.Unknown, $"The evidence of {line.ObservedAt:yyyy-MM-dd HH:mm} UTC has expired (it lasts {Lifetime.TotalDays:0} days)."),
        _ when line.ObservedAt - run.EvaluatedAt > ClockSkew =>
            (line, Outcome.Unknown, "The evidence is dated in the future: a clock is wrong."),
        _ when line.Threshold != check.Threshold =>
            (line, Outcome.Unknown, $"The evidence was held against '{line.Threshold}', the catalogue says '{check.Threshold}'."),
        _ when line.Proven() != line.Outcome =>
            (line, line.Proven(), $"The recorded figure does not support the recorded outcome '{line.Outcome}': {line.Reason}"),
        _ => (line, line.Outcome, line.Reason),
    };
}
