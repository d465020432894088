using Verification.Readiness.Catalogues;
using Verification.Readiness.Evidence;

namespace Verification.Readiness.Verdicts;

/// <summary>Catalogue x evidence x run -> verdict document; a pure function.</summary>
public static class ReadinessEvaluator
{
    /// <summary>Evaluates a run at its recorded moment.</summary>
    public static VerdictDocument Evaluate(Catalogue catalogue, IReadOnlyList<EvidenceLine> evidence, RunRecord run)
    {
        IReadOnlyList<CheckResult> results = Weighing.Weigh(catalogue, evidence, run);
        List<string> strangers = [.. evidence.Select(line => line.Check).Except(catalogue.Checks.Select(check => check.Id), StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        Verdict verdict = VerdictRules.Decide(run, results, strangers.Count);
        return new VerdictDocument
        {
            SchemaVersion = VerdictDocument.CurrentSchema,
            RunId = run.RunId,
            Verdict = verdict.Word,
            Scope = run.Scope,
            Rehearsal = run.Rehearsal,
            Gate = run.Gate,
            ExitCode = verdict.ExitCode,
            Rubric = run.Rubric,
            Deployment = run.Deployment,
            Previous = run.Previous,
            Target = run.Target,
            Blockers = Findings(results, result => IsRequired(result) && result is { Outcome: Outcome.Fail, Waiver: null }),
            Inconclusive = Findings(results, result => IsRequired(result) && result.Outcome == Outcome.Unknown),
            Conditions = Findings(results, result => result.Waiver is not null || (!IsRequired(result) && !result.Holds)),
            Unmet = Unmet(run, results, strangers),
            Checks = [.. results.Select(Entry)],
            NotRehearsed = [.. catalogue.Checks.Where(check => !Weighing.Applies(check, run)).Select(check => check.Id)],
            NotExercised = run.NotExercised,
            SdkDefaultLosses = run.SdkDefaultLosses,
            SdkReplay = run.SdkReplay,
            Score = Scoring.Of(results),
            Ledger = run.Ledger,
            Load = run.Load,
            Backup = run.Backup,
            Cutover = run.Cutover,
            Timings = run.Timings,
            Host = run.Host,
            Commit = run.Commit,
            WorkTreeDirty = run.WorkTreeDirty,
            Seed = run.Seed,
            StartedAt = run.StartedAt,
            EvaluatedAt = run.EvaluatedAt,
        };
    }

    private static bool IsRequired(CheckResult result) => result.Check.Requirement == Requirement.Required;

    private static List<string> Unmet(RunRecord run, IReadOnlyList<CheckResult> results, List<string> strangers)
    {
        List<string> unmet = [.. run.Unmet];
        if (run.Interrupted is string interrupted)
        {
            unmet.Add($"The run ended early: {interrupted}");
        }

        if (run.HarnessFailure is string failure)
        {
            unmet.Add($"The harness itself failed: {failure}");
        }

        if (VerdictRules.FallsShortOfItsGate(run))
        {
            unmet.Add("The run was for the decision (--gate), but it does not cover the whole catalogue on a real deployment from a clean work tree.");
        }

        if (!results.Any(result => IsRequired(result) && result.Holds))
        {
            unmet.Add("No required check was seen to hold, so there is nothing to rest a verdict on.");
        }

        unmet.AddRange(strangers.Select(check => $"There is evidence for {check}, which the catalogue does not know: a check was removed or renamed after it ran."));
        return unmet;
    }

    private static List<Finding> Findings(IEnumerable<CheckResult> results, Func<CheckResult, bool> which) =>
    [
        .. results.Where(which)
            .OrderBy(result => result.Check.Severity)
            .ThenBy(result => result.Check.Id, StringComparer.Ordinal)
            .Select(result => new Finding(
                result.Check.Id, result.Check.Question, result.Check.Severity, result.Reason, result.Check.Remediation, result.Check.Minutes,
                result.Waiver is { } waiver ? $"{waiver.Who} until {waiver.Until:yyyy-MM-dd}: {waiver.Reason}" : null)),
    ];

    private static CheckEntry Entry(CheckResult result) => new()
    {
        Id = result.Check.Id,
        Area = result.Check.Area,
        Category = result.Check.Category,
        Question = result.Check.Question,
        Requirement = result.Check.Requirement,
        Severity = result.Check.Severity,
        Outcome = result.Outcome,
        Measured = result.Deciding?.Measured is double measured ? Math.Round(measured, 3) : null,
        Threshold = result.Check.Threshold,
        Unit = result.Check.Threshold.Unit,
        Source = result.Check.Source,
        SeenThrough = result.Deciding?.Source ?? "none",
        Samples = result.Deciding?.Samples ?? 0,
        Reason = result.Reason,
        Details = result.Deciding?.Details ?? [],
        Places = result.Deciding?.Places ?? [],
        Method = result.Check.Method,
        ProvenBy = result.Check.ProvenBy,
        Points = result.Check.Points,
        Why = result.Check.Why,
        Remediation = result.Check.Remediation,
        Minutes = result.Check.Minutes,
        Evidence = [.. result.Lines.Select(number => $"evidence.jsonl:{number}")],
        DurationMs = Math.Round(result.DurationMs, 1),
    };
}
