using Verification.Readiness.Verdicts;

namespace Verification.Readiness.Rendering;

/// <summary>Writes what to do first: everything that does not hold, by what mending it gives back per minute.</summary>
public static class RecommendationSection
{
    /// <summary>The list; it orders work and decides nothing.</summary>
    public static Section Of(VerdictDocument document)
    {
        HashSet<string> blockers = [.. document.Blockers.Select(finding => finding.Check)];
        HashSet<string> waived = [.. document.Conditions.Where(finding => finding.WaivedBy is not null).Select(finding => finding.Check)];
        List<Gain> gains =
        [
            .. document.Checks.Where(check => check.Outcome != Outcome.Pass).Select(check => Gain.Of(check, document.Score))
                .OrderByDescending(gain => gain.PerMinute).ThenBy(gain => gain.Check.Severity).ThenBy(gain => gain.Check.Id, StringComparer.Ordinal),
        ];
        return new(
            Part.Recommendations, "Recommendations",
            gains.Count == 0
                ? [new Paragraph("Nothing to do: every check that was asked holds.")]
                :
                [
                    new Paragraph("Ordered by points of the total score per minute of work, unknown ones included: finding out gives their points back if they hold. The order is about the score alone: blockers have to go whatever they give."),
                    new Table(
                        ["Check", "Do", "Points of its category", "Points of the total", "Minutes", "Points per hour"],
                        [.. gains.Select(gain => Row(gain, blockers.Contains(gain.Check.Id), waived.Contains(gain.Check.Id)))]),
                    new Paragraph(Floor(document.Score)),
                ]);
    }

    private sealed record Gain(CheckEntry Check, double OfTotal)
    {
        // What takes no time comes first if it gives anything.
        public double PerMinute => OfTotal <= 0 ? 0 : Check.Minutes == 0 ? double.PositiveInfinity : OfTotal / Check.Minutes;

        public static Gain Of(CheckEntry check, Score score)
        {
            double weight = score.Categories.FirstOrDefault(category => category.Name == check.Category)?.Weight ?? 0;
            return new(check, score.WeightAsked > 0 ? check.Points * weight / score.WeightAsked : 0);
        }
    }

    private static IReadOnlyList<Cell> Row(Gain gain, bool blocks, bool waived) =>
    [
        new(gain.Check.Id, string.Join(", ", Marks(gain.Check, blocks, waived))),
        new(gain.Check.Remediation),
        new(Numbers.Figure(gain.Check.Points), gain.Check.Category),
        new(Numbers.Figure(Numbers.Rounded(gain.OfTotal, 2))),
        new(Numbers.Figure(gain.Check.Minutes)),
        new(double.IsPositiveInfinity(gain.PerMinute) ? "at once" : Numbers.Figure(Numbers.Rounded(gain.PerMinute * 60, 2))),
    ];

    private static IEnumerable<string> Marks(CheckEntry check, bool blocks, bool waived)
    {
        if (blocks)
        {
            yield return "blocker";
        }

        if (waived)
        {
            yield return "waived";
        }

        if (check.Outcome == Outcome.Unknown)
        {
            yield return "unknown";
        }
    }

    private static string Floor(Score score)
    {
        List<string> floored = [.. score.Categories.Where(category => category.Deductions.Sum(deduction => deduction.Points) > 100).Select(category => category.Name)];
        return floored.Count == 0
            ? "A category never falls below 0; none is there, so every line gives back what it says."
            : $"A category never falls below 0, and more than 100 points are taken from {string.Join(", ", floored)}: there a single line gives back less than it says, until the rest is mended too.";
    }
}
