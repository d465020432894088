using Verification.Readiness.Verdicts;

namespace Verification.Readiness.Rendering;

/// <summary>How far a verdict lets a team go.</summary>
public enum Rung
{
    NotReady,
    LimitedBeta,
    FullProduction,
}

/// <summary>Finds the rung that a verdict reaches and says why it is not a higher one.</summary>
public static class Ladders
{
    private const int MostNames = 8;

    /// <summary>The rungs as they are printed, from the lowest.</summary>
    public static IReadOnlyList<string> Rungs { get; } = ["NOT READY", "LIMITED BETA", "FULL PRODUCTION"];

    /// <summary>The rung reached: less than a full scope never climbs, whatever it found.</summary>
    public static Rung Reached(VerdictDocument document) => document switch
    {
        { Scope: not RunScope.Full } or { Rehearsal: true } or { Rubric: not null } => Rung.NotReady,
        { Verdict: "GO", ExitCode: ExitCodes.GoOrPassed } => Rung.FullProduction,
        { Verdict: "GO WITH CONDITIONS", ExitCode: ExitCodes.GoWithConditions } => Rung.LimitedBeta,
        _ => Rung.NotReady,
    };

    /// <summary>The ladder and the reasons.</summary>
    public static IEnumerable<Block> Of(VerdictDocument document)
    {
        Rung reached = Reached(document);
        return
        [
            new Subheading("Ladder"),
            new Ladder(Rungs, (int)reached),
            .. reached switch
            {
                Rung.FullProduction => [new Paragraph("Every check of the whole catalogue holds on the deployment itself.")],
                Rung.LimitedBeta => [new Paragraph(
                    $"Every required check holds or is waived. {Numbers.Count(document.Conditions.Count, "condition")} between this rung and the next: {Names(document.Conditions.Select(finding => finding.Check))}.")],
                Rung.NotReady => InTheWay(document),
                _ => throw new InvalidOperationException($"Rung {reached} is not defined."),
            },
        ];
    }

    private static IEnumerable<Block> InTheWay(VerdictDocument document)
    {
        List<string> reasons = [.. Reasons(document)];
        if (reasons.Count > 0)
        {
            yield return new Bullets(reasons);
        }

        // The words of a full scope; any other says its scope.
        if (document.Verdict is not ("GO" or "GO WITH CONDITIONS" or "NO-GO" or "INCONCLUSIVE"))
        {
            yield return new Paragraph($"{(reasons.Count == 0 ? Nothing(document) : "")}{Scope(document)}");
            foreach (Block block in reasons.Count == 0 ? Unproven.Of(document) : [])
            {
                yield return block;
            }
        }
    }

    private static IEnumerable<string> Reasons(VerdictDocument document)
    {
        if (document.Blockers.Count > 0)
        {
            yield return $"{Required(document.Blockers.Count)} {(document.Blockers.Count == 1 ? "fails" : "fail")}: {Names(document.Blockers.Select(finding => finding.Check))}.";
        }

        if (document.Inconclusive.Count > 0)
        {
            yield return $"{Required(document.Inconclusive.Count)} {(document.Inconclusive.Count == 1 ? "is" : "are")} unknown: {Names(document.Inconclusive.Select(finding => finding.Check))}.";
        }

        if (document.Unmet.Count > 0)
        {
            yield return $"A decision needs {(document.Unmet.Count == 1 ? "something that was" : $"{Numbers.Figure(document.Unmet.Count)} things that were")} not met; the report begins with it.";
        }
    }

    private static string Nothing(VerdictDocument document)
    {
        string what = document.Scope == RunScope.Audit ? "The files stand in the way of nothing" : "Nothing that was asked stands in the way";
        return document.Conditions.Count == 0 ? $"{what}. " : $"{what}; {Numbers.Count(document.Conditions.Count, "condition")} would remain. ";
    }

    private static string Scope(VerdictDocument document) => document switch
    {
        { Scope: RunScope.Audit } => "An audit stays on this rung whatever it finds: files say what was meant, and only a run of the whole catalogue against a deployment climbs.",
        { Rehearsal: true } => "A rehearsal stays on this rung whatever it finds: its target is a stand-in.",
        _ => "A part of the catalogue stays on this rung whatever it finds: only the whole of it, asked of a deployment, climbs.",
    };

    private static string Required(int count) => Numbers.Count(count, "required check");

    private static string Names(IEnumerable<string> checks)
    {
        List<string> all = [.. checks];
        return string.Join(", ", all.Take(MostNames)) + (all.Count > MostNames ? $" and {Numbers.Figure(all.Count - MostNames)} more" : "");
    }
}
