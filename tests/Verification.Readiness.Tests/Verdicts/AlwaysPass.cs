using Verification.Readiness.Catalogues;
using Verification.Readiness.Evidence;
using Verification.Readiness.Verdicts;

namespace Verification.Readiness.Tests.Verdicts;

/// <summary>The evaluator that always passes, and other wrong ones; used only to show that the laws catch them.</summary>
internal static class AlwaysPass
{
    public static IReadOnlyDictionary<string, Evaluator> WrongEvaluators { get; } = new Dictionary<string, Evaluator>
    {
        [nameof(AlwaysGo)] = AlwaysGo,
        [nameof(AlwaysTheBestWordOfTheScope)] = AlwaysTheBestWordOfTheScope,
        [nameof(IgnoresUnknown)] = IgnoresUnknown,
        [nameof(BelievesWhatWasRecorded)] = BelievesWhatWasRecorded,
        [nameof(LetsTheLastLineDecide)] = LetsTheLastLineDecide,
        [nameof(LetsTheScoreDecide)] = LetsTheScoreDecide,
        [nameof(IgnoresStrangers)] = IgnoresStrangers,
        [nameof(WaivesForEver)] = WaivesForEver,
        [nameof(ForgetsTheCatalogue)] = ForgetsTheCatalogue,
        [nameof(DividesByTheNumberOfChecks)] = DividesByTheNumberOfChecks,
    };

    private static Verdict AlwaysGo(Catalogue catalogue, IReadOnlyList<EvidenceLine> evidence, RunRecord run) => new("GO", 0);

    private static Verdict AlwaysTheBestWordOfTheScope(Catalogue catalogue, IReadOnlyList<EvidenceLine> evidence, RunRecord run)
    {
        CheckDefinition sound = Given.Check("Sound");
        return VerdictAlgebraTests.Real(Given.Catalogue(sound), [Given.Line(sound.Id)], run with { Unmet = [], Interrupted = null, HarnessFailure = null });
    }

    private static Verdict IgnoresUnknown(Catalogue catalogue, IReadOnlyList<EvidenceLine> evidence, RunRecord run) =>
        VerdictRules.Decide(run, [.. Weighing.Weigh(catalogue, evidence, run).Where(result => result.Outcome != Outcome.Unknown)], 0);

    private static Verdict BelievesWhatWasRecorded(Catalogue catalogue, IReadOnlyList<EvidenceLine> evidence, RunRecord run) =>
        VerdictAlgebraTests.Real(
            catalogue, [.. evidence.Select(line => line with { Subject = run.Target.Subject, ObservedAt = run.EvaluatedAt, Threshold = Given.NoEvents })], run);

    private static Verdict LetsTheLastLineDecide(Catalogue catalogue, IReadOnlyList<EvidenceLine> evidence, RunRecord run) =>
        VerdictAlgebraTests.Real(catalogue, [.. evidence.GroupBy(line => line.Check).Select(lines => lines.Last())], run);

    private static Verdict LetsTheScoreDecide(Catalogue catalogue, IReadOnlyList<EvidenceLine> evidence, RunRecord run) =>
        ReadinessEvaluator.Evaluate(catalogue, evidence, run) is { Score.Total: >= 93 } ? AlwaysTheBestWordOfTheScope(catalogue, evidence, run) : VerdictAlgebraTests.Real(catalogue, evidence, run);

    private static Verdict IgnoresStrangers(Catalogue catalogue, IReadOnlyList<EvidenceLine> evidence, RunRecord run) =>
        VerdictRules.Decide(run, Weighing.Weigh(catalogue, evidence, run), unattributed: 0);

    private static Verdict WaivesForEver(Catalogue catalogue, IReadOnlyList<EvidenceLine> evidence, RunRecord run) =>
        VerdictAlgebraTests.Real(catalogue with { Waivers = [.. catalogue.Waivers.Select(waiver => waiver with { Until = DateOnly.MaxValue })] }, evidence, run);

    // Judges what ran instead of what should have run.
    private static Verdict ForgetsTheCatalogue(Catalogue catalogue, IReadOnlyList<EvidenceLine> evidence, RunRecord run) =>
        VerdictAlgebraTests.Real(catalogue with { Checks = [.. catalogue.Checks.Where(check => evidence.Any(line => line.Check == check.Id))] }, evidence, run);

    // One blocker among two checks blocks, one among three is outvoted.
    private static Verdict DividesByTheNumberOfChecks(Catalogue catalogue, IReadOnlyList<EvidenceLine> evidence, RunRecord run)
    {
        IReadOnlyList<CheckResult> results = Weighing.Weigh(catalogue, evidence, run);
        return results.Count(result => result.Outcome == Outcome.Fail) * 5 > results.Count * 2
            ? VerdictAlgebraTests.Real(catalogue, evidence, run)
            : IgnoresUnknown(catalogue, [.. evidence.Where(line => line.Outcome != Outcome.Fail)], run);
    }
}
