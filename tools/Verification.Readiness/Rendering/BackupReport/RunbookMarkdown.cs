using System.Text;

namespace Verification.Readiness.Rendering.BackupReport;

/// <summary>runbook.md: to be read in a terminal too, when nothing else is left.</summary>
public static class RunbookMarkdown
{
    // A block of code needs no escapes, so commands can be copied as they are; nothing in it acts, whatever it holds.
    private const string Indent = "    ";

    /// <summary>The whole page.</summary>
    public static string Render(Runbook runbook)
    {
        StringBuilder text = new();
        Headline head = runbook.Headline;
        Paragraph(text, $"# {Inert.Markdown(head.Verdict)}");
        foreach (string caveat in head.Caveats)
        {
            Paragraph(text, $"> {Inert.Markdown(caveat)}");
        }

        Paragraph(text, Inert.Markdown(head.Scope));
        Paragraph(text, string.Join(" · ", head.Counts.Select(count => $"{count.Name} **{Inert.Markdown(count.Value)}**")));
        Paragraph(text, string.Join('\n', head.Facts.Select(fact => $"- **{fact.Name}:** {Inert.Markdown(fact.Value)}")));
        foreach (RunbookStep step in runbook.Steps)
        {
            Paragraph(text, $"## {Inert.Markdown(step.Title)}");
            Blocks(text, step.Blocks);
            foreach (string command in step.Commands)
            {
                // After a list, indented lines would belong to its last item: this line ends it.
                Paragraph(text, Runbook.CommandLabel);
                Paragraph(text, string.Join('\n', Inert.Xml(command).Split('\n').Select(line => $"{Indent}{line}".TrimEnd())));
            }

            Blocks(text, step.After);
        }

        return text.ToString().TrimEnd() + "\n";
    }

    private static void Blocks(StringBuilder text, IReadOnlyList<Block> blocks)
    {
        foreach (Block block in blocks)
        {
            Paragraph(text, MarkdownBlocks.Markdown(block));
        }
    }

    private static void Paragraph(StringBuilder text, string line) => text.Append(line).Append("\n\n");
}
