namespace Verification.Readiness.Verdicts;

/// <summary>Points taken for one check.</summary>
/// <param name="Check">Id of the check.</param>
/// <param name="Points">Points, before the category's floor of 0.</param>
/// <param name="Unknown">Taken because nobody knows, not because it was seen to fail.</param>
public sealed record Deduction(string Check, double Points, bool Unknown);

/// <summary>A category's score.</summary>
/// <param name="Name">The category.</param>
/// <param name="Weight">Its share of the total.</param>
/// <param name="Score">100 minus the deductions, at least 0; null when no check of it applied to this run.</param>
/// <param name="Ignorance">How many of the points lost were lost to Unknown.</param>
/// <param name="Deductions">What was taken, and for what.</param>
public sealed record CategoryScore(string Name, double Weight, double? Score, double Ignorance, IReadOnlyList<Deduction> Deductions);

/// <summary>The score: it summarises, and never decides.</summary>
/// <param name="Total">Weighted mean of the categories that were asked, to one decimal.</param>
/// <param name="Grade">Grade of the total.</param>
/// <param name="Ignorance">Points of the total lost to Unknown, to one decimal.</param>
/// <param name="WeightAsked">Share of all weights that the total speaks for.</param>
/// <param name="Categories">In the review's order.</param>
public sealed record Score(double Total, string Grade, double Ignorance, double WeightAsked, IReadOnlyList<CategoryScore> Categories);

/// <summary>Adds up the score: category = 100 - points of what doesn't hold; total = weighted mean.</summary>
public static class Scoring
{
    /// <summary>Scores results; an unknown check deducts as much as a failed one.</summary>
    public static Score Of(IReadOnlyList<CheckResult> results)
    {
        List<CategoryScore> categories = [.. ScoreCategories.All.Select(category => Of(category, results))];
        List<CategoryScore> asked = [.. categories.Where(category => category.Score is not null)];
        double weight = asked.Sum(category => category.Weight);
        double total = weight == 0 ? 0 : Math.Round(asked.Sum(category => category.Score!.Value * category.Weight) / weight, 1, MidpointRounding.AwayFromZero);
        double ignorance = weight == 0 ? 0 : Math.Round(asked.Sum(category => category.Ignorance * category.Weight) / weight, 1, MidpointRounding.AwayFromZero);
        return new(total, Grades.Of(total), ignorance, Math.Round(weight, 4), categories);
    }

    private static CategoryScore Of(ScoreCategory category, IReadOnlyList<CheckResult> results)
    {
        List<CheckResult> own = [.. results.Where(result => result.Check.Category == category.Name)];
        List<Deduction> deductions =
        [
            .. own.Where(result => !result.Holds)
                .Select(result => new Deduction(result.Check.Id, result.Check.Points, result.Outcome == Outcome.Unknown)),
        ];
        double lost = Math.Min(100, deductions.Sum(deduction => deduction.Points));
        // What is seen to fail is counted first, so that the floor of 0 never hides a known failure behind ignorance.
        double seen = Math.Min(100, deductions.Where(deduction => !deduction.Unknown).Sum(deduction => deduction.Points));
        return new(category.Name, category.Weight, own.Count == 0 ? null : 100 - lost, own.Count == 0 ? 0 : lost - seen, deductions);
    }
}
