using System.Text;
using Verification.Readiness.Verdicts;

namespace Verification.Readiness.Rendering;

/// <summary>What the terminal shows at the end of a run: plain lines, the last of which is the verdict.</summary>
public static class TerminalSummary
{
    // A screen holds so much; blockers and waivers are never left out.
    private const int MostOpenQuestions = 12;
    private const int LongestText = 240;
    private const int ManyOfOneCause = 4;

    /// <summary>The summary; its last line is "VERDICT · score TOTAL (GRADE) · PATH".</summary>
    public static string Render(VerdictDocument document, string reportPath)
    {
        StringBuilder text = new();
        foreach (string unmet in document.Unmet)
        {
            Line(text, $"Not met: {Short(unmet)}");
        }

        ILookup<string, CheckEntry> checks = document.Checks.ToLookup(check => check.Id, StringComparer.Ordinal);
        Findings(text, "Blockers", document.Blockers, checks, document.Blockers.Count, oneCause: false);
        Findings(text, "Inconclusive", document.Inconclusive, checks, MostOpenQuestions, oneCause: true);
        List<Finding> waived = [.. document.Conditions.Where(finding => finding.WaivedBy is not null)];
        Line(text, $"Conditions: {Numbers.Figure(document.Conditions.Count)}{(waived.Count > 0 ? $" ({Numbers.Figure(waived.Count)} waived)" : "")}");
        foreach (Finding finding in waived)
        {
            Line(text, $"  {Short(finding.Check)} is waived by {Short(finding.WaivedBy!)}");
        }

        if (document.Scope == RunScope.Audit)
        {
            Line(text, string.Join(" · ", document.Score.Categories.Select(Category)));
        }

        string score = $"{Numbers.Figure(document.Score.Total)} ({Inert.Terminal(document.Score.Grade)})";
        Line(text, $"{Inert.Terminal(document.Verdict)} · score {score} · {Inert.Terminal(reportPath)}");
        return text.ToString();
    }

    private static void Findings(StringBuilder text, string title, IReadOnlyList<Finding> findings, ILookup<string, CheckEntry> checks, int most, bool oneCause)
    {
        Line(text, $"{title}: {Numbers.Figure(findings.Count)}");
        // One cause, such as a target that did not start, is said once and not under each of the checks that it leaves open; a blocker keeps its name.
        bool Many(Finding finding) => oneCause && findings.Count(other => other.Reason == finding.Reason) >= ManyOfOneCause;
        foreach (IGrouping<string, Finding> cause in findings.Where(Many).GroupBy(finding => finding.Reason, StringComparer.Ordinal))
        {
            Line(text, $"  {Numbers.Figure(cause.Count())} checks: {Short(cause.Key)}");
        }

        findings = [.. findings.Where(finding => !Many(finding))];
        foreach (FindingItem item in findings.Take(most).Select(finding => FindingItem.Of(finding, checks[finding.Check].FirstOrDefault())))
        {
            Line(text, $"  {Short(item.Finding.Check)} ({Words.Of(item.Finding.Severity)}): {Short(item.Finding.Reason)}");
            if (item.Lines.Count > 0)
            {
                Line(text, $"    at: {Short(item.Lines[0])}{(item.Lines.Count > 1 ? $" (and {Numbers.Figure(item.Lines.Count - 1)} more)" : "")}");
            }

            Line(text, $"    do: {Short(item.Finding.Remediation)} ({Numbers.Effort(item.Finding.Minutes)})");
        }

        if (findings.Count > most)
        {
            Line(text, $"  and {Numbers.Figure(findings.Count - most)} more, in the report");
        }
    }

    private static string Category(CategoryScore category) => $"{Inert.Terminal(category.Name)} {(category.Score is double score ? Numbers.Figure(score) : "-")}";

    private static string Short(string text) => Inert.Terminal(TextClip.Of(text, LongestText));

    private static void Line(StringBuilder text, string line) => text.Append(line).Append('\n');
}
