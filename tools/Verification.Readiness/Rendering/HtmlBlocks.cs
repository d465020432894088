using System.Xml.Linq;
using Verification.Readiness.Rendering.Pictures;
using Verification.Readiness.Verdicts;

namespace Verification.Readiness.Rendering;

/// <summary>Writes each kind of block as HTML; every text goes through <see cref="Inert.Html"/>, and none into an attribute.</summary>
public static class HtmlBlocks
{
    // More findings than that stand side by side where there is room: what follows them is needed for a decision too.
    private const int FitOneBelowTheOther = 9;

    // Columns that a phone can show side by side; the rows of a wider table become cards there.
    private const int FitsAPhone = 3;

    /// <summary>The element of a block.</summary>
    public static XElement Html(Block block) => block switch
    {
        Subheading heading => new("h3", Inert.Html(heading.Text)),
        Paragraph paragraph => new("p", Inert.Html(paragraph.Text)),
        Highlight highlight => new("p", Class("highlight"), new XElement("strong", Inert.Html(highlight.Text)), new XElement("span", Inert.Html(highlight.Note))),
        Notice notice => new(
            "p", Class($"notice {HtmlReport.Class(notice.Tone)}"),
            new XElement("span", Class("sign"), new XAttribute("aria-hidden", "true"), Words.Mark(notice.Tone)), new XElement("span", Inert.Html(notice.Text))),
        FactList list => new("dl", Class("facts"), list.Facts.Select(fact => Said(fact.Name, fact.Value))),
        Gallery gallery => FigureHtml.Of(gallery),
        Aside aside => new("details", Class("aside"), new XElement("summary", Inert.Html(aside.Summary)), aside.Blocks.Select(Html)),
        Bullets bullets => new("ul", bullets.Items.Select(item => new XElement("li", Inert.Html(item)))),
        Commands commands => new("ol", Class("commands"), commands.Lines.Select(line => new XElement("li", new XElement("code", Inert.Html(line))))),
        Findings findings => new("ol", Class(findings.Items.Count > FitOneBelowTheOther ? "findings many" : "findings"), findings.Items.Select(item => Finding(item, findings.Tone))),
        Ladder ladder => new("ol", Class("ladder"), ladder.Rungs.Select((rung, index) => Rung(rung, index == ladder.Reached))),
        Table table => Table(table),
        Folded folded => new("details", new XElement("summary", Inert.Html(folded.Summary)), new XElement("ul", Class("outline"), folded.Items.Select(Item))),
        _ => throw new InvalidOperationException($"There is no HTML for {block.GetType().Name}."),
    };

    private static XElement Finding(FindingItem item, Tone tone) => new(
        "li", Class($"finding {HtmlReport.Class(tone)}"),
        new XElement("h3", Inert.Html(item.Finding.Question)),
        new XElement(
            "p", Class("tags"),
            new XElement("code", Inert.Html(item.Finding.Check)),
            new XElement("span", Class("severity"), Words.Of(item.Finding.Severity)),
            new XElement("span", Class("effort"), Numbers.Effort(item.Finding.Minutes))),
        new XElement(
            "dl",
            item.Finding.WaivedBy is string waiver ? Said("Waived by", waiver) : null,
            Said("Seen", item.Finding.Reason),
            item.Lines.Count == 0 ? null : Said("Where", item.Lines),
            Said("Do", item.Finding.Remediation)));

    private static XElement Said(string name, string text) => new("div", new XElement("dt", name), new XElement("dd", Inert.Html(text)));

    private static XElement Said(string name, IReadOnlyList<string> lines) =>
        new("div", new XElement("dt", name), new XElement("dd", new XElement("ul", Class("places"), lines.Select(line => new XElement("li", Inert.Html(line))))));

    // The one that was reached is said in words too: screen readers and monochrome print see no highlight.
    private static XElement Rung(string rung, bool reached) => reached
        ? new("li", Class("reached"), new XAttribute("aria-current", "step"), new XElement("strong", Inert.Html(rung)), new XElement("span", "reached"))
        : new("li", new XElement("span", Inert.Html(rung)));

    // On a phone the styles turn rows into cards, which takes a table's meaning away from screen readers: the roles give it back.
    private static XElement Table(Table table) => new(
        "div", Class("scroll"),
        new XElement(
            "table", Role("table"), Class(table.Columns.Count > FitsAPhone ? $"wide {Kind(table)}" : Kind(table)),
            new XElement("thead", Role("rowgroup"), new XElement("tr", Role("row"), table.Columns.Select(Column))),
            new XElement("tbody", Role("rowgroup"), table.Rows.Select(row => Row(table, row)))));

    private static XElement Column(string column) => new("th", new XAttribute("scope", "col"), Role("columnheader"), column);

    // Columns are ours, never foreign text.
    private static string Kind(Table table) => table.Columns[0].Replace(' ', '-').ToLowerInvariant();

    private static XElement Row(Table table, IReadOnlyList<Cell> row) => new("tr", Role("row"), row.Select((cell, index) => Cell(cell, table.Columns[index])));

    private static XElement Cell(Cell cell, string column)
    {
        XElement text = cell.Tone == Tone.Neutral
            ? new("span", Inert.Html(cell.Text))
            : new("span", Class($"badge {HtmlReport.Class(cell.Tone)}"), Inert.Html(cell.Text));
        XElement? note = cell.Note is { Length: > 0 } ? new("span", Class("note"), Inert.Html(cell.Note)) : null;
        return new("td", Role("cell"), new XAttribute("data-label", column), new XElement("div", text, note));
    }

    private static XElement Item(OutlineItem item) => new(
        "li",
        new XElement("p", new XElement("strong", Inert.Html(item.Title)), new XElement("span", Inert.Html(item.Text))),
        item.Lines.Count == 0 ? null : new XElement("ul", item.Lines.Select(line => new XElement("li", Inert.Html(line)))),
        item.Footnote is string footnote ? new XElement("p", Class("note"), Inert.Html(footnote)) : null);

    private static XAttribute Class(string name) => new("class", name);

    private static XAttribute Role(string name) => new("role", name);
}
