using Verification.Readiness.Verdicts;

namespace Verification.Readiness.Rendering;

/// <summary>Writes every check by area: what was measured, against what, on how many samples, read from where.</summary>
public static class CheckSection
{
    /// <summary>The columns of each area's table.</summary>
    public static IReadOnlyList<string> Columns { get; } = ["Outcome", "Check", "Measured", "Threshold", "Samples", "Seen through"];

    /// <summary>One table per area, with the evidence folded below it.</summary>
    public static Section Of(VerdictDocument document)
    {
        HashSet<string> waived = [.. document.Conditions.Where(finding => finding.WaivedBy is not null).Select(finding => finding.Check)];
        List<Block> blocks = [new Paragraph(Summary(document.Checks))];
        foreach (IGrouping<string, CheckEntry> area in document.Checks.GroupBy(check => check.Area, StringComparer.Ordinal))
        {
            blocks.Add(new Subheading(area.Key));
            blocks.Add(new Table(Columns, [.. area.Select(check => Row(check, waived.Contains(check.Id)))]));
            blocks.Add(new Folded($"Evidence of {Numbers.Count(area.Count(), "check")}", [.. area.Select(Outline)]));
        }

        return new(Part.Checks, "Checks by area", blocks);
    }

    private static string Summary(IReadOnlyList<CheckEntry> checks)
    {
        string Counted(Outcome outcome) => Numbers.Figure(checks.Count(check => check.Outcome == outcome));
        return $"{Numbers.Count(checks.Count, "check")}: {Counted(Outcome.Pass)} pass, {Counted(Outcome.Fail)} fail, {Counted(Outcome.Unknown)} unknown.";
    }

    private static IReadOnlyList<Cell> Row(CheckEntry check, bool waived) =>
    [
        new(Words.Of(check.Outcome), $"{Words.Of(check.Requirement)}{(waived ? ", waived" : "")}", Words.ToneOf(check)),
        new(check.Id, check.Question),
        new(Numbers.Measure(check.Measured, check.Unit)),
        new(Numbers.Bound(check.Threshold), check.Source),
        new(Numbers.Figure(check.Samples)),
        new(check.SeenThrough, Static(check)),
    ];

    // Files say what was meant; the reader has to see which answers are no more than that.
    private static string? Static(CheckEntry check) => check switch
    {
        { Method: Method.Behavioural } => null,
        { ProvenBy: string behavioural } => $"static, proven by {behavioural}",
        _ => "static",
    };

    private static OutlineItem Outline(CheckEntry check)
    {
        string evidence = check.Evidence.Count == 0 ? "no evidence" : string.Join(", ", check.Evidence);
        string remedy = check.Outcome == Outcome.Pass ? "" : $" To do: {check.Remediation} ({Numbers.Effort(check.Minutes)})";
        return new(
            check.Id, check.Reason + remedy, check.Details,
            $"{Words.Of(check.Severity)} severity · {check.Category} · {evidence} · {Numbers.Duration(check.DurationMs)}");
    }
}
