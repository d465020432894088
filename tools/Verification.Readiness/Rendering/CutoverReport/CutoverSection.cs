using Verification.Readiness.Cutover;

namespace Verification.Readiness.Rendering.CutoverReport;

/// <summary>Writes where every event of the rehearsed cutovers and rollbacks ended; the checks decide, this explains.</summary>
public static class CutoverSection
{
    private const string Title = "Cutover and rollback";

    private const string HowToRead =
        "In a picture a row is a service and a cell a stretch of time, filled for the place where most of the events raised in it ended; "
        + "where some were dropped, lost or are unexplained, the worst of that fills its lower part. Numbers above are steps, listed with it.";

    /// <summary>All drills in one table, then each by itself.</summary>
    public static Section Of(CutoverRecord? record) => new(Part.Cutover, Title, record is null ? [Nothing] : [.. Problem(record), .. record.Drills.Count == 0 ? [Nothing] : Blocks(record)]);

    private static Paragraph Nothing => new("No cutover was rehearsed.");

    private static IEnumerable<Block> Problem(CutoverRecord record) => record.Problem is string problem
        ? [new Notice($"The rehearsal broke off, so what is below is not complete: {problem}", Tone.Unsure)]
        : [];

    private static IEnumerable<Block> Blocks(CutoverRecord record) =>
    [
        new Paragraph(Summary(record.Drills)),
        .. Unexplained(record.Drills),
        new FactList([new("Procedure", record.Procedure), new("Application", record.Application)]),
        DrillTables.Overview(record.Drills),
        .. record.Drills.Any(drill => drill.Timeline.Count > 0) ? [new Paragraph(HowToRead)] : Array.Empty<Block>(),
        .. record.Drills.SelectMany(DrillBlocks.Of),
    ];

    private static string Summary(IReadOnlyList<DrillRecord> drills)
    {
        (int good, int bad, int open) = (drills.Count(drill => drill.Good == true), drills.Count(drill => drill.Good == false), drills.Count(drill => drill.Good is null));
        long raised = drills.Sum(drill => (long)drill.Account.Raised), nowhere = drills.Sum(drill => CutoverWords.Nowhere(drill.Account));
        return $"{Numbers.Count(drills.Count, "drill")}: as they should ended {Numbers.Figure(good)}, otherwise {Numbers.Figure(bad)}, not done {Numbers.Figure(open)}. "
            + $"Of {Numbers.Figure(raised)} events raised, {Numbers.Figure(nowhere)} are stored nowhere, by a loss or on purpose: each drill says why.";
    }

    private static IEnumerable<Block> Unexplained(IReadOnlyList<DrillRecord> drills)
    {
        long unexplained = drills.Sum(drill => (long)drill.Account.Unexplained), unexpected = drills.Sum(drill => (long)drill.Account.Unexpected);
        if (unexplained > 0 || unexpected > 0)
        {
            yield return new Notice($"Unexplained events: {Numbers.Figure(unexplained)}; events where none should be: {Numbers.Figure(unexpected)}. While that is so, nobody knows what a cutover loses.", Tone.Bad);
        }
    }
}
