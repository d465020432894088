using System.Text.Json;
using Verification.Readiness.Rendering;
using Verification.Readiness.Rendering.BackupReport;
using Verification.Readiness.Rendering.ComparisonReport;

namespace Verification.Readiness.Tests.Rendering;

/// <summary>A document in one of its formats, as its renderer gives it for a sample.</summary>
/// <param name="Document">The first part of the file's name.</param>
/// <param name="Extension">The format.</param>
/// <param name="Renderer">What renders it.</param>
/// <param name="Text">Renders it.</param>
internal sealed record Rendered(string Document, string Extension, Type Renderer, Func<string> Text)
{
    /// <summary>Every format of a run's bundle and screen, and of a comparison; a snapshot of anything else is dangling.</summary>
    public static IReadOnlyList<Rendered> All { get; } =
    [
        new("report", "md", typeof(MarkdownReport), () => MarkdownReport.Render(Samples.Everything())),
        new("report", "html", typeof(HtmlReport), () => HtmlReport.Render(Samples.Everything())),
        new("report", "txt", typeof(TerminalSummary), () => TerminalSummary.Render(Samples.Everything(), "report.html")),
        new("junit", "xml", typeof(JUnitReport), () => JUnitReport.Render(Samples.Everything())),
        new("verdict", "json", typeof(JsonSerializer), () => JsonSerializer.Serialize(Samples.Everything(), Json.Document)),
        new("runbook", "md", typeof(RunbookMarkdown), () => RunbookMarkdown.Render(Runbook.Of(Samples.Everything())!)),
        new("runbook", "html", typeof(RunbookHtml), () => RunbookHtml.Render(Runbook.Of(Samples.Everything())!)),
        new("audit", "md", typeof(MarkdownReport), () => MarkdownReport.Render(AuditSamples.Audit())),
        new("audit", "html", typeof(HtmlReport), () => HtmlReport.Render(AuditSamples.Audit())),
        new("audit", "sarif", typeof(SarifReport), () => SarifReport.Render(AuditSamples.Audit())),
        new("audit", "txt", typeof(TerminalSummary), () => TerminalSummary.Render(AuditSamples.Audit(), "report.html")),
        new("comparison", "md", typeof(ComparisonMarkdown), () => ComparisonMarkdown.Render(ComparisonSamples.Everything())),
        new("comparison", "txt", typeof(ComparisonWords), () => string.Concat(ComparisonWords.Lines(ComparisonSamples.Everything()).Select(line => $"{Inert.Terminal(line)}\n"))),
    ];
}
