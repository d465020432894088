using Verification.Readiness.Verdicts;

namespace Verification.Readiness.Rendering;

/// <summary>Writes each kind of block as GitHub's Markdown; every text goes through <see cref="Inert.Markdown"/>.</summary>
public static class MarkdownBlocks
{
    /// <summary>A block, without the blank line that has to follow it.</summary>
    public static string Markdown(Block block) => block switch
    {
        Subheading heading => $"### {Inert.Markdown(heading.Text)}",
        Paragraph paragraph => Inert.Markdown(paragraph.Text),
        Highlight highlight => $"**{Inert.Markdown(highlight.Text)}** {Inert.Markdown(highlight.Note)}",
        Notice notice => $"> **{Words.Mark(notice.Tone)}** {Inert.Markdown(notice.Text)}",
        FactList list => string.Join('\n', list.Facts.Select(fact => $"- **{fact.Name}:** {Inert.Markdown(fact.Value)}")),
        Gallery gallery => $"Drawn in report.html: {string.Join(", ", gallery.Pictures.Select(picture => Inert.Markdown(picture.Subject)))}.",
        Aside aside => $"<details><summary>{Inert.Markdown(aside.Summary)}</summary>\n\n{string.Join("\n\n", aside.Blocks.Select(Markdown))}\n\n</details>",
        Bullets bullets => string.Join('\n', bullets.Items.Select(item => $"- {Inert.Markdown(item)}")),
        // Not a fence: a command may hold one, and inside of a fence nothing can be escaped.
        Commands commands => string.Join('\n', commands.Lines.Select(line => $"- <code>{Inert.Markdown(line)}</code>")),
        Findings findings => string.Join('\n', findings.Items.Select(Finding)),
        Ladder ladder => string.Join(" → ", ladder.Rungs.Select((rung, index) => index == ladder.Reached ? $"**{Inert.Markdown(rung)}**" : Inert.Markdown(rung))),
        Table table => Table(table),
        Folded folded => Folded(folded),
        _ => throw new InvalidOperationException($"There is no Markdown for {block.GetType().Name}."),
    };

    private static string Finding(FindingItem item, int index)
    {
        Finding finding = item.Finding;
        string waived = finding.WaivedBy is string waiver ? $"\n   - **Waived by:** {Inert.Markdown(waiver)}" : "";
        return $"{index + 1}. **{Inert.Markdown(finding.Question)}** {Inert.Markdown(finding.Check)} · {Words.Of(finding.Severity)}"
            + waived
            + $"\n   - **Seen:** {Inert.Markdown(finding.Reason)}"
            + string.Concat(item.Lines.Select(line => $"\n     - {Inert.Markdown(line)}"))
            + $"\n   - **Do:** {Inert.Markdown(finding.Remediation)} ({Numbers.Effort(finding.Minutes)})";
    }

    private static string Table(Table table)
    {
        IEnumerable<string> rows = table.Rows.Select(row => Row(row.Select(Cell)));
        return string.Join('\n', [Row(table.Columns), Row(table.Columns.Select(_ => "---")), .. rows]);
    }

    private static string Row(IEnumerable<string> cells) => $"| {string.Join(" | ", cells)} |";

    private static string Cell(Cell cell) =>
        cell.Note is { Length: > 0 } note ? $"{Inert.Markdown(cell.Text)}<br>{Inert.Markdown(note)}" : Inert.Markdown(cell.Text);

    // The blank lines end the HTML block: what is between them is Markdown again. A summary is ours, never foreign text.
    private static string Folded(Folded folded) =>
        $"<details><summary>{folded.Summary}</summary>\n\n{string.Join('\n', folded.Items.Select(Item))}\n\n</details>";

    private static string Item(OutlineItem item)
    {
        IEnumerable<string> below = item.Footnote is string footnote ? [.. item.Lines, footnote] : item.Lines;
        return $"- **{Inert.Markdown(item.Title)}** {Inert.Markdown(item.Text)}" + string.Concat(below.Select(line => $"\n  - {Inert.Markdown(line)}"));
    }
}
