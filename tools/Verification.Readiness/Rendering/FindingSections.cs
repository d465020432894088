using Verification.Readiness.Verdicts;

namespace Verification.Readiness.Rendering;

/// <summary>Writes what decides: unmet conditions of a decision, blockers, open questions, conditions.</summary>
public static class FindingSections
{
    /// <summary>The sections, in the order of their weight; an empty one says that it is empty.</summary>
    public static IEnumerable<Section> Of(VerdictDocument document)
    {
        ILookup<string, CheckEntry> checks = document.Checks.ToLookup(check => check.Id, StringComparer.Ordinal);
        IReadOnlyList<FindingItem> Items(IEnumerable<Finding> findings) => [.. findings.Select(finding => FindingItem.Of(finding, checks[finding.Check].FirstOrDefault()))];
        if (document.Unmet.Count > 0)
        {
            yield return new(Part.Unmet, "What a decision needs and this run did not meet", [new Bullets(document.Unmet)]);
        }

        yield return Section(Part.Blockers, "Blockers", Items(document.Blockers), Tone.Bad, "None: no required check failed without a waiver.");
        yield return Section(Part.Inconclusive, "Inconclusive", Items(document.Inconclusive), Tone.Unsure, "None: no required check was left unanswered.");
        // Waived ones first: they are required checks that failed.
        yield return Section(
            Part.Conditions, "Conditions", Items(document.Conditions.OrderBy(finding => finding.WaivedBy is null)), Tone.Warn,
            "None: no recommended check fails or was left unanswered, and nothing is waived.");
    }

    private static Section Section(Part part, string title, IReadOnlyList<FindingItem> findings, Tone tone, string none)
    {
        if (findings.Count == 0)
        {
            return new(part, title, [new Paragraph(none)]);
        }

        List<Block> blocks = [new Findings(findings, tone)];
        if (findings.Count > 1)
        {
            blocks.Add(new Paragraph($"Effort of all {Numbers.Figure(findings.Count)} together: {Numbers.Effort(findings.Sum(item => item.Finding.Minutes))}."));
        }

        return new(part, $"{title} ({Numbers.Figure(findings.Count)})", blocks);
    }
}
