using Verification.Readiness.Load;

namespace Verification.Readiness.Rendering.LoadReport;

/// <summary>Writes what the load plans did and saw; the checks decide, this explains.</summary>
public static class LoadSection
{
    private const string Title = "Load and memory";

    /// <summary>All plans in one table, then each by itself.</summary>
    public static Section Of(LoadRecord? load) => new(
        Part.Load, Title,
        load is null || load.Plans.Count == 0
            ? [new Paragraph("No load plan was run.")]
            :
            [
                new Paragraph($"{Length(load)} Accepted is not stored: a target may answer 200 far faster than its worker writes, so each plan has two rates."),
                PlanTables.Overview(load.Plans),
                .. load.Plans.SelectMany(PlanBlocks.Of),
            ]);

    private static string Length(LoadRecord load) => load.Scale == 1
        ? $"{Numbers.Count(load.Plans.Count, "plan")}, at full length."
        : $"{Numbers.Count(load.Plans.Count, "plan")}, at scale {LoadWords.Figure(load.Scale, 4)}: what takes long to show, such as a leak, shows less than at full length.";
}
