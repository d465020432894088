using Verification.Readiness.Verdicts;

namespace Verification.Readiness.Rendering;

/// <summary>Writes the score with its arithmetic, and how much of the loss is only ignorance.</summary>
public static class ScoreSection
{
    /// <summary>The total, each category's sum, and the weighted mean.</summary>
    public static Section Of(Score score) => new(
        Part.Score, "Score",
        [
            new Highlight($"{Numbers.Figure(score.Total)} ({score.Grade})", "out of 100; it sums up and never decides."),
            new Paragraph(Loss(score)),
            new Table(
                ["Category", "Weight", "Score", "Arithmetic", "Lost to ignorance", "Taken for"],
                [.. score.Categories.Select(Row)]),
            new Paragraph(Mean(score)),
        ]);

    private static string Loss(Score score) =>
        $"{Numbers.Figure(Numbers.Rounded(100 - score.Total, 1))} points lost, {Numbers.Figure(score.Ignorance)} of them because nobody knows, "
        + "not because a check was seen to fail. "
        + $"The total speaks for {Numbers.Percent(score.WeightAsked)} of the weights; categories nothing was asked of are left out.";

    private static IReadOnlyList<Cell> Row(CategoryScore category) => category.Score is not double score
        ? [new(category.Name), new(Numbers.Percent(category.Weight)), new("not asked"), new("-"), new("-"), new("-")]
        :
        [
            new(category.Name),
            new(Numbers.Percent(category.Weight)),
            new(Numbers.Figure(score)),
            new(Numbers.Subtraction(category.Deductions.Select(deduction => deduction.Points), score)),
            new(Numbers.Figure(category.Ignorance)),
            new(category.Deductions.Count == 0 ? "nothing" : string.Join(", ", category.Deductions.Select(Taken))),
        ];

    private static string Taken(Deduction deduction) =>
        $"{deduction.Check} ({Numbers.Figure(deduction.Points)}{(deduction.Unknown ? ", unknown" : "")})";

    private static string Mean(Score score)
    {
        List<CategoryScore> asked = [.. score.Categories.Where(category => category.Score is not null)];
        if (asked.Count == 0)
        {
            return "No category was asked, so there is nothing to take the mean of.";
        }

        string Share(double weight) => Numbers.Figure(Numbers.Rounded(weight * 100, 1));
        string products = string.Join(" + ", asked.Select(category => $"{Share(category.Weight)} × {Numbers.Figure(category.Score!.Value)}"));
        return $"Weighted mean: ({products}) / {Share(score.WeightAsked)} = {Numbers.Figure(score.Total)}";
    }
}
