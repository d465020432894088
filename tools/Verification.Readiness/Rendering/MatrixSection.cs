using Verification.Readiness.Verdicts;

namespace Verification.Readiness.Rendering;

/// <summary>Writes the decision matrix, criterion by criterion, and the rung that it leads to.</summary>
public static class MatrixSection
{
    /// <summary>One row per area, then all of them, then the ladder.</summary>
    public static Section Of(VerdictDocument document)
    {
        HashSet<string> waived = [.. document.Conditions.Where(finding => finding.WaivedBy is not null).Select(finding => finding.Check)];
        List<IReadOnlyList<Cell>> rows = [.. document.Checks.GroupBy(check => check.Area, StringComparer.Ordinal).Select(area => Row(area.Key, [.. area], waived))];
        return new(
            Part.Matrix, "Decision matrix",
            [
                rows.Count == 0
                    ? new Paragraph("No check was asked.")
                    : new Table(["Criterion", "Required", "Recommended"], [.. rows, Row("all areas", document.Checks, waived, named: false)]),
                .. Ladders.Of(document),
            ]);
    }

    private static IReadOnlyList<Cell> Row(string criterion, IReadOnlyList<CheckEntry> checks, HashSet<string> waived, bool named = true) =>
        [new(criterion), Status(checks, Requirement.Required, waived, named), Status(checks, Requirement.Recommended, waived, named)];

    // The row is the criterion; these are what it fails on.
    private static string? Note(IReadOnlyList<CheckEntry> checks, int excused)
    {
        IEnumerable<string> failed = checks.Where(check => check.Outcome == Outcome.Fail).Select(check => $"✗ {check.Id}");
        string names = string.Join(", ", failed.Concat(checks.Where(check => check.Outcome == Outcome.Unknown).Select(check => $"? {check.Id}")));
        string[] parts = [.. new[] { names, excused > 0 ? $"{Numbers.Figure(excused)} waived" : "" }.Where(part => part.Length > 0)];
        return parts.Length == 0 ? null : string.Join("; ", parts);
    }

    private static Cell Status(IReadOnlyList<CheckEntry> checks, Requirement requirement, HashSet<string> waived, bool named)
    {
        List<CheckEntry> own = [.. checks.Where(check => check.Requirement == requirement)];
        List<CheckEntry> failed = [.. own.Where(check => check.Outcome == Outcome.Fail)];
        int unknown = own.Count(check => check.Outcome == Outcome.Unknown), excused = failed.Count(check => waived.Contains(check.Id));
        string total = Numbers.Figure(own.Count);
        if (failed.Count > 0)
        {
            string more = unknown > 0 ? $", {Numbers.Figure(unknown)} unknown" : "";
            return new(
                $"✗ {Numbers.Figure(failed.Count)} of {total} {(failed.Count == 1 ? "fails" : "fail")}{more}",
                Note(named ? own : [], excused),
                requirement == Requirement.Required && excused < failed.Count ? Tone.Bad : Tone.Warn);
        }

        return unknown > 0 ? new($"? {Numbers.Figure(unknown)} of {total} unknown", Note(named ? own : [], excused), Tone.Unsure)
            : own.Count == 0 ? new("- none asked")
            : new(own.Count == 1 ? "✓ 1 of 1 holds" : $"✓ all {total} hold", Tone: Tone.Good);
    }
}
