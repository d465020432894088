using System.Xml.Linq;
using Verification.Readiness.Watching;

namespace Verification.Readiness.Rendering.WatchReport;

/// <summary>The report of a watch, as Markdown and as one HTML file that needs no network and no script.</summary>
public static class WatchDocument
{
    private const string Policy = "default-src 'none'; style-src 'unsafe-inline'";

    /// <summary>report.md.</summary>
    public static string Markdown(WatchState state, WatchVerdict verdict) =>
        $"# {Inert.Markdown(Title(state, verdict))}\n\n{string.Join("\n\n", WatchSections.Of(state, verdict).Select(MarkdownBlocks.Markdown))}\n";

    /// <summary>report.html; it is also well-formed XML, so that a test can read it back.</summary>
    public static string Html(WatchState state, WatchVerdict verdict)
    {
        XElement html = new(
            "html", new XAttribute("lang", "en"),
            new XElement(
                "head",
                new XElement("meta", new XAttribute("charset", "utf-8")),
                new XElement("meta", new XAttribute("http-equiv", "Content-Security-Policy"), new XAttribute("content", Policy)),
                new XElement("meta", new XAttribute("name", "viewport"), new XAttribute("content", "width=device-width, initial-scale=1")),
                new XElement("title", Inert.Html(Title(state, verdict))),
                new XElement("style", HtmlStyle.Sheet)),
            new XElement(
                "body",
                new XElement(
                    "header", new XAttribute("class", HtmlReport.Class(WatchSections.ToneOf(verdict))),
                    new XElement("p", new XAttribute("class", "eyebrow"), "Watch of phase 3"),
                    new XElement("h1", Inert.Html(verdict.Word)),
                    new XElement("p", new XAttribute("class", "scope"), Inert.Html(WatchSections.Scope(state, verdict)))),
                new XElement("main", WatchSections.Of(state, verdict).Select(HtmlBlocks.Html)),
                new XElement("footer", new XElement("p", "Every line of the watch stands in watch.jsonl beside this file."))));
        return $"<!DOCTYPE html>\n{html}\n";
    }

    /// <summary>What is printed at the end, one line a criterion.</summary>
    public static string Terminal(WatchState state, WatchVerdict verdict) => string.Concat(
        verdict.Criteria.Select(criterion => Inert.Terminal($"{WatchSections.Status(criterion)}  {criterion.Check.Id}: {criterion.NotRehearsed ?? criterion.Seen.Reason}") + "\n"))
        + Inert.Terminal($"{verdict.Word} · {WatchSections.Scope(state, verdict)}") + "\n";

    private static string Title(WatchState state, WatchVerdict verdict) => $"{verdict.Word} · watch {state.Header.WatchId} of {state.Header.Address}";
}
