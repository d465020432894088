namespace Verification.Readiness.Rendering;

/// <summary>A way to make a report shorter, and how the report says so.</summary>
public sealed record Cut(string What, Func<Report, Report> Apply);

/// <summary>What goes first when a report is too long: evidence, then low-value tables, and what decides only when nothing else is left.</summary>
public static class Shortening
{
    private const int LongText = 400;
    private const int ShortText = 160;
    private const int FewPlaces = 3;
    private const int FewRows = 20;

    /// <summary>The steps, to be applied one after the other until the report fits; the last ones always make it fit.</summary>
    public static IEnumerable<Cut> Steps { get; } =
    [
        new("the evidence of each check", report => Each(report, Part.Checks, block => block is Folded ? null : block)),
        new("what the SDK's defaults lose, path by path", report => Each(report, Part.SdkLosses, block => block is Folded ? null : block)),
        new("the figures behind the load pictures", report => Each(report, Part.Load, block => block is Aside ? null : block)),
        new("the simulated retention day by day", report => Each(report, Part.Backup, block => block is Aside ? null : block)),
        new("the cutover figures service by service", report => Each(report, Part.Cutover, block => block is Aside ? null : block)),
        new("long texts in tables", report => Clip(report, LongText, CanBeCut)),
        new("timings", report => Without(report, Part.Timings)),
        new("host", report => Without(report, Part.Host)),
        new("the list of checks that did not apply", report => Each(report, Part.Gaps, block => block is Bullets ? null : block)),
        new("checks that pass", report => Each(report, Part.Checks, WithoutPassed)),
        new("what takes risks away (recommendations say it too)", report => Each(report, Part.Risks, WithoutLastColumn)),
        new("risks one by one", report => Each(report, Part.Risks, block => IsListOfRisks(block) ? null : block)),
        new("long texts in tables", report => Clip(report, ShortText, CanBeCut)),
        new($"all but the first {Numbers.Figure(FewPlaces)} places of a finding", report => Places(report, FewPlaces)),
        new($"all but the first {Numbers.Figure(FewRows)} recommendations", report => Each(report, Part.Recommendations, block => block is Table table ? table with { Rows = [.. table.Rows.Take(FewRows)] } : block)),
        new("load plans one by one", report => Each(report, Part.Load, block => block is Notice or Table { Columns: ["Plan", ..] } ? block : null)),
        new("restore cases, faults and what no dump holds", report => Each(report, Part.Backup, block => block is Notice or Paragraph or Highlight or Table { Columns: ["Recovery", ..] } ? block : null)),
        new("commands of the cutover drills", report => Each(report, Part.Cutover, block => block is Commands ? null : block)),
        new("cutover drills one by one", report => Each(report, Part.Cutover, block => block is Notice or Table { Columns: ["Drill", ..] } ? block : null)),
        new("what was not exercised", report => Without(report, Part.Gaps)),
        new("the places of findings", WithoutPlaces),
        new("checks by area", report => Without(report, Part.Checks)),
        new("recommendations", report => Without(report, Part.Recommendations)),
        new("the checklist", report => Without(report, Part.Checklist)),
        new("risks by severity", report => Without(report, Part.Risks)),
        new("the score's arithmetic", report => Each(report, Part.Score, block => block is Highlight ? block : null)),
        new("load and memory", report => Without(report, Part.Load)),
        new("backup and restore", report => Without(report, Part.Backup)),
        new("cutover and rollback", report => Without(report, Part.Cutover)),
        new("scenarios by SDK", report => Without(report, Part.Sdks)),
        new("the delivery ledger", report => Without(report, Part.Ledger)),
        new("the end of long texts", report => Clip(report, LongText, _ => true)),
        .. new[] { 100, 50, 25, 10 }.Select(most => Most(most, part => part == Part.Inconclusive)),
        new("the end of long texts", report => Clip(report, ShortText, _ => true)),
        new("the decision matrix's table", report => Each(report, Part.Matrix, block => block is Table ? null : block)),
        .. new[] { 100, 50, 25, 10, 5, 2 }.Select(most => Most(most, _ => true)),
    ];

    private static Report Places(Report report, int most) => Each(report, _ => true, block => block is Findings findings
        ? findings with { Items = [.. findings.Items.Select(item => item.Lines.Count <= most ? item : item with { Lines = [.. item.Lines.Take(most), .. Rest(item.Lines.Count - most)] })] }
        : block);

    private static Report WithoutPlaces(Report report) => Each(report, _ => true, block => block is Findings findings
        ? findings with { Items = [.. findings.Items.Select(item => item with { Lines = [] })] }
        : block);

    private static string[] Rest(int count) => [$"and {Numbers.Count(count, "more place")}"];

    // Beside the counts per severity, which are never cut before the list.
    private static bool IsListOfRisks(Block block) => block is Table { Columns: ["Risk", ..] };

    private static Block WithoutLastColumn(Block block) => IsListOfRisks(block) && block is Table table
        ? new Table([.. table.Columns.SkipLast(1)], [.. table.Rows.Select(row => (IReadOnlyList<Cell>)[.. row.SkipLast(1)])])
        : block;

    private static Block? WithoutPassed(Block block)
    {
        if (block is not Table table)
        {
            return block;
        }

        List<IReadOnlyList<Cell>> rows = [.. table.Rows.Where(row => row[0].Tone != Tone.Good)];
        return rows.Count == 0 ? new Paragraph("All pass.") : table with { Rows = rows };
    }

    private static bool CanBeCut(Part part) => part is not (Part.Unmet or Part.Blockers or Part.Conditions or Part.Inconclusive or Part.Matrix);

    private static Report Without(Report report, Part part) =>
        report with { Sections = [.. report.Sections.Where(section => section.Part != part)] };

    private static Report Each(Report report, Part part, Func<Block, Block?> change) => Each(report, other => other == part, change);

    private static Report Each(Report report, Func<Part, bool> parts, Func<Block, Block?> change) => report with
    {
        Sections =
        [
            .. report.Sections.Select(section => parts(section.Part)
                ? section with { Blocks = [.. section.Blocks.Select(change).OfType<Block>()] }
                : section),
        ],
    };

    private static Cut Most(int most, Func<Part, bool> parts) => new(
        $"all but the {Numbers.Figure(most)} worst of a list",
        report => Each(report, parts, block => block switch
        {
            Findings findings => findings with { Items = [.. findings.Items.Take(most)] },
            Bullets bullets => new Bullets([.. bullets.Items.Take(most)]),
            _ => block,
        }) with { Headline = parts(Part.Conditions) ? report.Headline with { Waivers = [.. report.Headline.Waivers.Take(most)] } : report.Headline });

    private static Report Clip(Report report, int length, Func<Part, bool> parts)
    {
        Report clipped = Each(report, parts, block => TextClip.Of(block, length));
        return parts(Part.Blockers) ? clipped with { Headline = TextClip.Of(report.Headline, length) } : clipped;
    }
}
