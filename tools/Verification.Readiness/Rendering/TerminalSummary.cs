using System.Text;
using Verification.Readiness.Verdicts;

namespace Verification.Readiness.Rendering;

/// <summary>What the terminal shows at the end of a run: plain lines, the last of which is the verdict.</summary>
public static class TerminalSummary
{
    // A screen holds so much; blockers and waivers are never left out.
    private const int MostOpenQuestions = 12;
    private const int LongestText = 240;

    /// <summary>The summary; its last line is "VERDICT · score TOTAL (GRADE) · PATH".</summary>
    public static string Render(VerdictDocument document, string reportPath)
    {
        StringBuilder text = new();
        foreach (string unmet in document.Unmet)
        {
            Line(text, $"Not met: {Short(unmet)}");
        }

        Findings(text, "Blockers", document.Blockers, document.Blockers.Count);
        Findings(text, "Inconclusive", document.Inconclusive, MostOpenQuestions);
        List<Finding> waived = [.. document.Conditions.Where(finding => finding.WaivedBy is not null)];
        Line(text, $"Conditions: {Numbers.Figure(document.Conditions.Count)}{(waived.Count > 0 ? $" ({Numbers.Figure(waived.Count)} waived)" : "")}");
        foreach (Finding finding in waived)
        {
            Line(text, $"  {Short(finding.Check)} is waived by {Short(finding.WaivedBy!)}");
        }

        string score = $"{Numbers.Figure(document.Score.Total)} ({Inert.Terminal(document.Score.Grade)})";
        Line(text, $"{Inert.Terminal(document.Verdict)} · score {score} · {Inert.Terminal(reportPath)}");
        return text.ToString();
    }

    private static void Findings(StringBuilder text, string title, IReadOnlyList<Finding> findings, int most)
    {
        Line(text, $"{title}: {Numbers.Figure(findings.Count)}");
        foreach (Finding finding in findings.Take(most))
        {
            Line(text, $"  {Short(finding.Check)} ({Words.Of(finding.Severity)}): {Short(finding.Reason)}");
            Line(text, $"    do: {Short(finding.Remediation)} ({Numbers.Effort(finding.Minutes)})");
        }

        if (findings.Count > most)
        {
            Line(text, $"  and {Numbers.Figure(findings.Count - most)} more, in the report");
        }
    }

    private static string Short(string text) => Inert.Terminal(TextClip.Of(text, LongestText));

    private static void Line(StringBuilder text, string line) => text.Append(line).Append('\n');
}
