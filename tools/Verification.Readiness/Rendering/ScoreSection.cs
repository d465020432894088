using Verification.Readiness.Verdicts;

namespace Verification.Readiness.Rendering;

/// <summary>Writes the score with its arithmetic, how much of the loss is only ignorance, and what changed since an earlier run.</summary>
public static class ScoreSection
{
    /// <summary>The total, each category's sum, and the weighted mean.</summary>
    public static Section Of(VerdictDocument document) => new(
        Part.Score, "Score",
        [
            new Highlight($"{Numbers.Figure(document.Score.Total)} ({document.Score.Grade})", "out of 100; it sums up and never decides."),
            new Paragraph(Loss(document.Score)),
            Categories(document.Score, document.Previous),
            new Paragraph(Mean(document.Score)),
            .. document.Previous is PreviousRun previous ? ScoreComparison.Of(document, previous) : [],
        ]);

    private static string Loss(Score score) =>
        $"{Numbers.Figure(Numbers.Rounded(100 - score.Total, 1))} points lost, {Numbers.Figure(score.Ignorance)} of them because nobody knows, "
        + "not because a check was seen to fail. "
        + $"The total speaks for {Numbers.Percent(score.WeightAsked)} of the weights; categories nothing was asked of are left out.";

    private static Table Categories(Score score, PreviousRun? previous) => previous is null
        ? new(["Category", "Weight", "Score", "Arithmetic", "Lost to ignorance", "Taken for"], [.. score.Categories.Select(category => Row(category))])
        : new(
            ["Category", "Weight", "Before", "Score", "Change", "Arithmetic", "Lost to ignorance", "Taken for"],
            [.. score.Categories.Select(category => Row(category, ScoreComparison.Before(category, previous), ScoreComparison.Change(category, previous)))]);

    private static IReadOnlyList<Cell> Row(CategoryScore category, Cell? before = null, Cell? change = null) =>
    [
        new(category.Name),
        new(Numbers.Percent(category.Weight)),
        .. before is null ? Array.Empty<Cell>() : [before],
        new(category.Score is double score ? Numbers.Figure(score) : "not asked"),
        .. change is null ? Array.Empty<Cell>() : [change],
        .. Sum(category),
    ];

    private static Cell[] Sum(CategoryScore category) => category.Score is not double score
        ? [new("-"), new("-"), new("-")]
        :
        [
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
