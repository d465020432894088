using Verification.Readiness.Verdicts;

namespace Verification.Readiness.Rendering;

/// <summary>Writes how much of each area is done.</summary>
public static class ChecklistSection
{
    /// <summary>Checks that hold of those that were asked, per area and in all; what is unknown is not done.</summary>
    public static Section Of(IReadOnlyList<CheckEntry> checks) => new(
        Part.Checklist, "Checklist",
        [
            checks.Count == 0
                ? new Paragraph("No check was asked, so there is nothing to complete.")
                : new Table(
                    ["Area", "Held", "Complete"],
                    [.. checks.GroupBy(check => check.Area, StringComparer.Ordinal).Select(area => Row(area.Key, [.. area])), Row("all areas", checks)]),
        ]);

    private static IReadOnlyList<Cell> Row(string area, IReadOnlyList<CheckEntry> checks)
    {
        int held = checks.Count(check => check.Outcome == Outcome.Pass);
        // Rounded down: all but one of a thousand is not complete.
        double percent = Math.Floor(100.0 * held / checks.Count);
        return [new(area), new($"{Numbers.Figure(held)} of {Numbers.Figure(checks.Count)}"), new($"{Numbers.Figure(percent)} %", Tone: held == checks.Count ? Tone.Good : Tone.Neutral)];
    }
}
