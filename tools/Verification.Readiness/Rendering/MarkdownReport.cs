using System.Text;
using Verification.Readiness.Verdicts;

namespace Verification.Readiness.Rendering;

/// <summary>report.md: fit for a GitHub job summary, and never longer than <see cref="Limit"/>.</summary>
public static class MarkdownReport
{
    /// <summary>Longest report in bytes of UTF-8.</summary>
    public const int Limit = 60 * 1024;

    /// <summary>The report; where it had to be cut it says what is missing and where the whole is.</summary>
    public static string Render(VerdictDocument document)
    {
        Report report = ReportBuilder.Build(document);
        List<string> cut = [];
        // Most steps leave most blocks as they are, and writing them again is nearly all the work of a report that is too long.
        Dictionary<Block, string> written = new(ReferenceEqualityComparer.Instance);
        string body = Body(report, written);
        foreach (Cut step in Shortening.Steps.TakeWhile(_ => Encoding.UTF8.GetByteCount(Head(report.Headline, cut) + body) > Limit))
        {
            report = step.Apply(report);
            string shorter = Body(report, written);
            // A step that found nothing to cut is not announced.
            if (shorter != body)
            {
                cut.Add(step.What);
            }

            body = shorter;
        }

        return Head(report.Headline, cut) + body;
    }

    private static string Head(Headline head, List<string> cut)
    {
        StringBuilder text = new();
        Paragraph(text, $"# {Words.Mark(head.Tone)} {Inert.Markdown(head.Verdict)}");
        Paragraph(text, Inert.Markdown(head.Scope));
        foreach (string caveat in head.Caveats)
        {
            Paragraph(text, $"> {Inert.Markdown(caveat)}");
        }

        if (cut.Count > 0)
        {
            string missing = string.Join("; ", cut.Distinct());
            Paragraph(text, $"> Shortened to fit {Numbers.Figure(Limit / 1024)} KiB. Left out: {missing}. The whole is in report.html and verdict.json beside this file.");
        }

        Paragraph(text, string.Join(" · ", head.Counts.Select(count => $"{count.Name} **{Inert.Markdown(count.Value)}**")));
        IEnumerable<Fact> facts = [.. head.Waivers.Select(waiver => new Fact("Waived", waiver)), .. head.Facts];
        Paragraph(text, string.Join('\n', facts.Select(fact => $"- **{fact.Name}:** {Inert.Markdown(fact.Value)}")));
        return text.ToString();
    }

    private static string Body(Report report, Dictionary<Block, string> written)
    {
        StringBuilder text = new();
        foreach (Section section in report.Sections)
        {
            Paragraph(text, $"## {Inert.Markdown(section.Title)}");
            foreach (Block block in section.Blocks)
            {
                if (!written.TryGetValue(block, out string? markdown))
                {
                    written[block] = markdown = MarkdownBlocks.Markdown(block);
                }

                Paragraph(text, markdown);
            }
        }

        return text.ToString().TrimEnd() + "\n";
    }

    private static void Paragraph(StringBuilder text, string line) => text.Append(line).Append("\n\n");
}
