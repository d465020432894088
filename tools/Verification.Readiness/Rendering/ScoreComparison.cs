using Verification.Readiness.Verdicts;

namespace Verification.Readiness.Rendering;

/// <summary>Writes what changed since an earlier run; it informs and never decides.</summary>
public static class ScoreComparison
{
    /// <summary>The category's score in the earlier run.</summary>
    public static Cell Before(CategoryScore category, PreviousRun previous) =>
        new(previous.Categories.GetValueOrDefault(category.Name) is double score ? Numbers.Figure(score) : "not asked");

    /// <summary>The difference, where both runs asked.</summary>
    public static Cell Change(CategoryScore category, PreviousRun previous) =>
        category.Score is double now && previous.Categories.GetValueOrDefault(category.Name) is double before ? Difference(now - before) : new("-");

    /// <summary>Both totals with their grades, and which checks changed sides.</summary>
    public static IEnumerable<Block> Of(VerdictDocument document, PreviousRun previous)
    {
        Score score = document.Score;
        yield return new Subheading("Since the earlier run");
        yield return new Table(
            ["Total", "Before", "Now", "Change"],
            [
                [new("Score"), new(Numbers.Figure(previous.Total)), new(Numbers.Figure(score.Total)), Difference(score.Total - previous.Total)],
                [new("Grade"), new(previous.Grade), new(score.Grade), new(previous.Grade == score.Grade ? "same" : "changed")],
                [new("Verdict"), new(previous.Verdict), new(document.Verdict), new(previous.Verdict == document.Verdict ? "same" : "changed")],
            ]);
        if (Scope(previous.Verdict) != Scope(document.Verdict))
        {
            yield return new Paragraph("The two runs spoke for different scopes, so their totals are not about the same questions.");
        }

        yield return new Bullets([.. Sides(document, previous)]);
    }

    private static IEnumerable<string> Sides(VerdictDocument document, PreviousRun previous)
    {
        HashSet<string> before = [.. previous.NotHeld], asked = [.. document.Checks.Select(check => check.Id)];
        IEnumerable<string> Now(Func<CheckEntry, bool> which) => document.Checks.Where(which).Select(check => check.Id);
        yield return Line("Mended", Now(check => check.Outcome == Outcome.Pass && before.Contains(check.Id)));
        yield return Line("Newly failing (it held before, or was not asked)", Now(check => check.Outcome == Outcome.Fail && !before.Contains(check.Id)));
        yield return Line("Newly unknown (it held before, or was not asked)", Now(check => check.Outcome == Outcome.Unknown && !before.Contains(check.Id)));
        yield return Line("Still not holding", Now(check => check.Outcome != Outcome.Pass && before.Contains(check.Id)));
        yield return Line("Did not hold before and was not asked now, so nobody knows whether it was mended", previous.NotHeld.Where(id => !asked.Contains(id)));
    }

    private static string Line(string title, IEnumerable<string> checks)
    {
        List<string> all = [.. checks];
        return $"{title}: {(all.Count == 0 ? "none" : string.Join(", ", all))}.";
    }

    private static Cell Difference(double value)
    {
        double rounded = Numbers.Rounded(value, 1);
        return new(Numbers.Difference(rounded), Tone: rounded > 0 ? Tone.Good : rounded < 0 ? Tone.Bad : Tone.Neutral);
    }

    // "AUDIT FAILED" and "AUDIT PASSED" are of one scope, as are GO and NO-GO, which name none.
    private static string Scope(string verdict) => verdict.LastIndexOf(' ') is int space && space > 0 && verdict[(space + 1)..] is "PASSED" or "FAILED" or "INCONCLUSIVE" ? verdict[..verdict.LastIndexOf(' ')] : "";
}
