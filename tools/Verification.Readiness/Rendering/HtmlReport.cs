using System.Xml.Linq;
using Verification.Readiness.Verdicts;

namespace Verification.Readiness.Rendering;

/// <summary>report.html: one file that needs no network and no script, for a phone, a desk and paper.</summary>
public static class HtmlReport
{
    // Nothing but the styles of this file: should a text ever become markup, it could still load and run nothing.
    private const string Policy = "default-src 'none'; style-src 'unsafe-inline'";

    /// <summary>The whole report; it is also well-formed XML, so that a test can read it back.</summary>
    public static string Render(VerdictDocument document)
    {
        Report report = ReportBuilder.Build(document);
        XElement html = new(
            "html", new XAttribute("lang", "en"),
            new XElement(
                "head",
                new XElement("meta", new XAttribute("charset", "utf-8")),
                new XElement("meta", new XAttribute("http-equiv", "Content-Security-Policy"), new XAttribute("content", Policy)),
                new XElement("meta", new XAttribute("name", "viewport"), new XAttribute("content", "width=device-width, initial-scale=1")),
                new XElement("meta", new XAttribute("name", "color-scheme"), new XAttribute("content", "light dark")),
                new XElement("title", Inert.Html($"{document.Verdict} · readiness of {document.Target.Product} · {document.RunId}")),
                new XElement("style", HtmlStyle.Sheet)),
            new XElement(
                "body",
                Header(report.Headline),
                Contents(report.Sections),
                new XElement("main", report.Sections.Select(Section)),
                new XElement(
                    "footer",
                    new XElement("p", Inert.Html($"Run {document.RunId}. The same figures, for machines: verdict.json, junit.xml and evidence.jsonl beside this file.")))));
        return $"<!DOCTYPE html>\n{html}\n";
    }

    private static XElement Header(Headline head) => new(
        "header", new XAttribute("class", Class(head.Tone)),
        new XElement("p", new XAttribute("class", "eyebrow"), "Readiness report"),
        new XElement(
            "h1",
            new XElement("span", new XAttribute("class", "mark"), new XAttribute("aria-hidden", "true"), Words.Mark(head.Tone)),
            new XElement("span", Inert.Html(head.Verdict))),
        new XElement("p", new XAttribute("class", "scope"), Inert.Html(head.Scope)),
        head.Caveats.Select(caveat => new XElement("p", new XAttribute("class", "caveat"), Inert.Html(caveat))),
        new XElement("dl", new XAttribute("class", "counts"), head.Counts.Select(Pair)),
        head.Waivers.Count == 0 ? null : new XElement("ul", new XAttribute("class", "waivers"), head.Waivers.Select(Waiver)),
        new XElement("dl", new XAttribute("class", "facts"), head.Facts.Select(Pair)));

    private static XElement Waiver(string waiver) => new("li", new XElement("strong", "Waived"), new XElement("span", Inert.Html(waiver)));

    private static XElement Pair(Fact fact) => new("div", new XElement("dt", fact.Name), new XElement("dd", Inert.Html(fact.Value)));

    private static XElement Contents(IReadOnlyList<Section> sections) => new(
        "nav", new XAttribute("aria-label", "Contents"),
        new XElement("ul", sections.Select(section => new XElement("li", new XElement("a", new XAttribute("href", $"#{Anchor(section)}"), Inert.Html(section.Title))))));

    private static XElement Section(Section section) => new(
        "section", new XAttribute("id", Anchor(section)),
        new XElement("h2", Inert.Html(section.Title)),
        section.Blocks.Select(HtmlBlocks.Html));

    private static string Anchor(Section section) => section.Part.ToString().ToLowerInvariant();

    /// <summary>The style of a tone.</summary>
    internal static string Class(Tone tone) => tone.ToString().ToLowerInvariant();
}
