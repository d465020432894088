using System.Text;
using Verification.Acceptance.Sdk;
using Verification.Readiness;
using Verification.Readiness.Evidence;

namespace Verification.Acceptance.Tests.KillMatrix;

/// <summary>The kill matrix for people: defect x check as a table, and one line per defect for a terminal.</summary>
internal static class MatrixReport
{
    /// <summary>The whole matrix.</summary>
    public static string Markdown(IReadOnlyList<MatrixRow> rows)
    {
        StringBuilder text = new("# Kill matrix\n\nRows: seeded defects. Columns: checks. F fail, ? unknown, . pass, blank not asked.\n\n");
        string[] checks = [.. CheckTypes.All.Select(type => type.Name)];
        text.Append("| defect | named check | ").AppendJoin(" | ", checks).Append(" |\n|").Insert(text.Length, "---|", checks.Length + 2).Append('\n');
        foreach (MatrixRow row in rows)
        {
            text.Append($"| {row.Defect} | {Named(row)} | ").AppendJoin(" | ", checks.Select(check => Mark(row.Seen.GetValueOrDefault(check)))).Append(" |\n");
        }

        return text.ToString();
    }

    /// <summary>One line per row: the defect, who had to find it, who else failed, how many could not tell.</summary>
    public static string Lines(IReadOnlyList<MatrixRow> rows)
    {
        StringBuilder text = new();
        foreach (MatrixRow row in rows)
        {
            string[] failed = [.. row.Seen.Where(seen => seen.Value.Outcome == Outcome.Fail && seen.Key != Named(row)).Select(seen => seen.Key).Order(StringComparer.Ordinal)];
            string killed = Named(row) is { Length: > 0 } named ? $"{(row.Seen[named].Outcome == Outcome.Fail ? "killed by" : "NOT KILLED by")} {named}" : "no defect";
            text.Append($"{row.Defect,-26} {killed,-40} also failed: {(failed.Length == 0 ? "none" : string.Join(", ", failed))}; unknown: {row.Seen.Count(seen => seen.Value.Outcome == Outcome.Unknown)}\n");
        }

        foreach (DefectCase missing in DefectCases.All.Where(entry => rows.All(row => row.Defect != entry.Defect)))
        {
            text.Append($"{missing.Defect,-26} NOT ASKED\n");
        }

        double[] visible = [.. rows.Where(row => row.Defect != ReferenceTarget.Defects.SlowWorker)
            .Select(row => row.Seen.GetValueOrDefault(nameof(EventsAreVisibleInTime))?.Measured ?? 0).Where(seconds => seconds > 0).Order()];
        if (visible.Length > 0)
        {
            text.Append(System.Globalization.CultureInfo.InvariantCulture, $"slowest event of each row: median {visible[visible.Length / 2]:0.0} s, max {visible[^1]:0.0} s\n");
        }

        int kills = rows.Count(row => Named(row) is { Length: > 0 } named && row.Seen[named].Outcome == Outcome.Fail);
        return text.Append($"kill matrix: {kills} of {DefectCases.All.Count} defects killed by the check named for them\n").ToString();
    }

    private static string Named(MatrixRow row) => DefectCases.All.FirstOrDefault(entry => entry.Defect == row.Defect)?.Check ?? "";

    private static string Mark(Observation? seen) => seen?.Outcome switch
    {
        null => " ",
        Outcome.Pass => ".",
        Outcome.Fail => "F",
        Outcome.Unknown => "?",
        _ => throw new InvalidOperationException($"Outcome {seen.Outcome} has no mark."),
    };
}
