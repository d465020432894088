using Verification.Readiness.Verdicts;

namespace Verification.Readiness.Rendering;

/// <summary>Shortens long texts, saying how much is missing.</summary>
public static class TextClip
{
    /// <summary>The first characters of a text; a pair of surrogates is never torn.</summary>
    public static string Of(string text, int length)
    {
        if (text.Length <= length)
        {
            return text;
        }

        int end = char.IsHighSurrogate(text[length - 1]) ? length - 1 : length;
        return $"{text[..end]}… (and {Numbers.Count(text.Length - end, "more character")})";
    }

    /// <summary>The headline with its foreign texts shortened.</summary>
    public static Headline Of(Headline headline, int length) => headline with
    {
        Verdict = Of(headline.Verdict, length),
        Scope = Of(headline.Scope, length),
        Caveats = [.. headline.Caveats.Select(caveat => Of(caveat, length))],
        Waivers = [.. headline.Waivers.Select(waiver => Of(waiver, length))],
        Facts = [.. headline.Facts.Select(fact => fact with { Value = Of(fact.Value, length) })],
    };

    /// <summary>A block with its texts shortened.</summary>
    public static Block Of(Block block, int length) => block switch
    {
        Subheading heading => new Subheading(Of(heading.Text, length)),
        Paragraph paragraph => new Paragraph(Of(paragraph.Text, length)),
        Highlight highlight => new Highlight(Of(highlight.Text, length), Of(highlight.Note, length)),
        Notice notice => notice with { Text = Of(notice.Text, length) },
        FactList list => new FactList([.. list.Facts.Select(fact => fact with { Value = Of(fact.Value, length) })]),
        // Only HTML draws them, and it is never shortened.
        Gallery gallery => gallery,
        Aside aside => new Aside(Of(aside.Summary, length), [.. aside.Blocks.Select(inner => Of(inner, length))]),
        Bullets bullets => new Bullets([.. bullets.Items.Select(item => Of(item, length))]),
        Commands commands => new Commands([.. commands.Lines.Select(line => Of(line, length))]),
        Findings findings => findings with { Items = [.. findings.Items.Select(finding => Of(finding, length))] },
        Table table => table with { Rows = [.. table.Rows.Select(row => (IReadOnlyList<Cell>)[.. row.Select(cell => Of(cell, length))])] },
        Ladder ladder => ladder,
        Folded folded => folded with { Items = [.. folded.Items.Select(item => Of(item, length))] },
        _ => throw new InvalidOperationException($"{block.GetType().Name} can't be shortened."),
    };

    private static FindingItem Of(FindingItem item, int length) => new(Of(item.Finding, length), [.. item.Lines.Select(line => Of(line, length))]);

    private static Finding Of(Finding finding, int length) => finding with
    {
        Check = Of(finding.Check, length),
        Question = Of(finding.Question, length),
        Reason = Of(finding.Reason, length),
        Remediation = Of(finding.Remediation, length),
        WaivedBy = finding.WaivedBy is string waiver ? Of(waiver, length) : null,
    };

    private static Cell Of(Cell cell, int length) => cell with
    {
        Text = Of(cell.Text, length), Note = cell.Note is string note ? Of(note, length) : null,
    };

    private static OutlineItem Of(OutlineItem item, int length) => new(
        Of(item.Title, length), Of(item.Text, length), [.. item.Lines.Select(line => Of(line, length))],
        item.Footnote is string footnote ? Of(footnote, length) : null);
}
