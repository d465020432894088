using System.Xml.Linq;

namespace Verification.Readiness.Rendering.BackupReport;

/// <summary>runbook.html: one file without network or script, as report.html, to be printed and put beside the machine.</summary>
public static class RunbookHtml
{
    // As in report.html: should a text ever become markup, it could still load and run nothing.
    private const string Policy = "default-src 'none'; style-src 'unsafe-inline'";

    private const string Sheet = HtmlStyle.Sheet + """

        pre { margin: .5rem 0; padding: .7rem .9rem; border: 1px solid var(--line); border-radius: .5rem; background: var(--card); white-space: pre-wrap; overflow-wrap: anywhere;
          font: .86rem/1.5 ui-monospace, "Cascadia Mono", Menlo, Consolas, monospace; break-inside: avoid; tab-size: 2; }
        """;

    /// <summary>The whole page; it is also well-formed XML, so that a test can read it back.</summary>
    public static string Render(Runbook runbook)
    {
        XElement html = new(
            "html", new XAttribute("lang", "en"),
            new XElement(
                "head",
                new XElement("meta", new XAttribute("charset", "utf-8")),
                new XElement("meta", new XAttribute("http-equiv", "Content-Security-Policy"), new XAttribute("content", Policy)),
                new XElement("meta", new XAttribute("name", "viewport"), new XAttribute("content", "width=device-width, initial-scale=1")),
                new XElement("meta", new XAttribute("name", "color-scheme"), new XAttribute("content", "light dark")),
                new XElement("title", Inert.Html($"{runbook.Headline.Verdict} · {runbook.RunId}")),
                new XElement("style", Sheet)),
            new XElement(
                "body",
                Header(runbook.Headline),
                new XElement("nav", new XAttribute("aria-label", "Contents"), new XElement("ul", runbook.Steps.Select(Link))),
                new XElement("main", runbook.Steps.Select(Step)),
                new XElement("footer", new XElement("p", Inert.Html($"Written by run {runbook.RunId}. The same for a terminal: runbook.md beside this file. Print it: where it is needed, the machine that holds it may be gone.")))));
        return $"<!DOCTYPE html>\n{html}\n";
    }

    private static XElement Header(Headline head) => new(
        "header", Class(HtmlReport.Class(head.Tone)),
        new XElement("p", Class("eyebrow"), "Runbook"),
        new XElement("h1", new XElement("span", Inert.Html(head.Verdict))),
        head.Caveats.Select(caveat => new XElement("p", Class("caveat"), Inert.Html(caveat))),
        new XElement("p", Class("scope"), Inert.Html(head.Scope)),
        new XElement("dl", Class("counts"), head.Counts.Select(Pair)),
        new XElement("dl", Class("facts"), head.Facts.Select(Pair)));

    private static XElement Pair(Fact fact) => new("div", new XElement("dt", fact.Name), new XElement("dd", Inert.Html(fact.Value)));

    private static XElement Link(RunbookStep step, int index) => new("li", new XElement("a", new XAttribute("href", $"#{Anchor(index)}"), Inert.Html(step.Title)));

    private static XElement Step(RunbookStep step, int index) => new(
        "section", new XAttribute("id", Anchor(index)),
        new XElement("h2", Inert.Html(step.Title)),
        step.Blocks.Select(HtmlBlocks.Html),
        step.Commands.SelectMany(Command),
        step.After.Select(HtmlBlocks.Html));

    // Line ends are kept: a command may have several.
    private static IEnumerable<XElement> Command(string command) => [new("p", Runbook.CommandLabel), new("pre", new XText(Inert.Xml(command)))];

    private static string Anchor(int index) => $"part-{Numbers.Figure(index + 1)}";

    private static XAttribute Class(string name) => new("class", name);
}
