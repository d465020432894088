namespace Verification.Readiness.Verdicts;

/// <summary>A category of the score and its share of the total.</summary>
public sealed record ScoreCategory(string Name, double Weight);

/// <summary>The categories and weights of the production review whose table this harness reproduces.</summary>
public static class ScoreCategories
{
    /// <summary>In the review's order; the weights sum to 1.</summary>
    public static IReadOnlyList<ScoreCategory> All { get; } =
    [
        new("Security", 0.25),
        new("Resource efficiency", 0.20),
        new("Reliability", 0.20),
        new("Backup", 0.15),
        new("Configuration", 0.10),
        new("Integration", 0.05),
        new("Monitoring", 0.05),
    ];
}

/// <summary>School grades for a total score.</summary>
public static class Grades
{
    private static readonly (double From, string Grade)[] Ladder =
        [(97, "A+"), (93, "A"), (90, "A-"), (85, "B+"), (80, "B"), (70, "B-"), (60, "C"), (50, "D")];

    /// <summary>The grade of a total between 0 and 100.</summary>
    public static string Of(double total) => Ladder.FirstOrDefault(step => total >= step.From).Grade ?? "F";
}
