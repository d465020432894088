using FluentAssertions;
using Verification.Readiness.Catalogues;
using Verification.Readiness.Evidence;
using Verification.Readiness.Verdicts;
using Xunit;

namespace Verification.Readiness.Tests.Verdicts;

public sealed class ScoringTests
{
    private static Score Scored(params (string Category, double Points, Outcome Outcome)[] checks)
    {
        CheckDefinition[] definitions = [.. checks.Select((check, index) => Given.Check($"Check{index:00}", points: check.Points, category: check.Category))];
        EvidenceLine[] evidence = [.. checks.Select((check, index) => Given.Line($"Check{index:00}", check.Outcome))];
        return Given.Evaluated(Given.Catalogue(definitions), evidence).Score;
    }

    // The review's own deductions (migration-requirements, section 9).
    [Fact]
    public void Of_TheDeductionsOfReviewA_GivesItsTable()
    {
        Score score = Scored(
            ("Security", 5, Outcome.Fail),
            ("Resource efficiency", 2, Outcome.Fail),
            ("Reliability", 5, Outcome.Fail),
            ("Backup", 5, Outcome.Fail), ("Backup", 3, Outcome.Fail),
            ("Configuration", 3, Outcome.Fail), ("Configuration", 3, Outcome.Fail),
            ("Integration", 2, Outcome.Fail),
            ("Monitoring", 5, Outcome.Fail), ("Monitoring", 5, Outcome.Fail), ("Monitoring", 5, Outcome.Fail));

        score.Categories.Select(category => (category.Name, category.Weight, category.Score)).Should().Equal(
            ("Security", 0.25, 95), ("Resource efficiency", 0.20, 98), ("Reliability", 0.20, 95), ("Backup", 0.15, 92),
            ("Configuration", 0.10, 94), ("Integration", 0.05, 98), ("Monitoring", 0.05, 85));
        score.Should().BeEquivalentTo(new { Total = 94.7, Grade = "A", Ignorance = 0.0, WeightAsked = 1.0 });
    }

    [Fact]
    public void Categories_OfTheReview_WeighOneTogether() => ScoreCategories.All.Sum(category => category.Weight).Should().BeApproximately(1, 1e-12);

    [Fact]
    public void Of_MoreDeductionsThanPoints_StopsAtZero() =>
        Scored(("Backup", 80, Outcome.Fail), ("Backup", 70, Outcome.Fail)).Should().BeEquivalentTo(new { Total = 0.0, Grade = "F" });

    [Fact]
    public void Of_AnUnknownCheck_TakesAsMuchAsAFailedOneAndSaysItIsIgnorance()
    {
        Score known = Scored(("Backup", 8, Outcome.Fail), ("Backup", 1, Outcome.Pass));
        Score unknown = Scored(("Backup", 8, Outcome.Unknown), ("Backup", 1, Outcome.Pass));

        (known.Total, known.Ignorance).Should().Be((92, 0));
        (unknown.Total, unknown.Ignorance).Should().Be((92, 8));
        unknown.Categories.Single(category => category.Score is not null).Deductions.Should().Equal(new Deduction("Check00", 8, Unknown: true));
    }

    [Fact]
    public void Of_FailuresAndIgnoranceBeyondTheFloor_CountsTheFailuresFirst() =>
        Scored(("Backup", 70, Outcome.Fail), ("Backup", 70, Outcome.Unknown)).Should().BeEquivalentTo(new { Total = 0.0, Ignorance = 30.0 });

    [Fact]
    public void Of_CategoriesThatNobodyAsked_LeavesThemOutAndSaysForHowMuchItSpeaks()
    {
        Score score = Scored(("Security", 10, Outcome.Fail), ("Backup", 20, Outcome.Fail));

        score.WeightAsked.Should().Be(0.4);
        score.Total.Should().Be(86.3, "(90 x 0.25 + 80 x 0.15) / 0.4 is 86.25");
        score.Categories.Where(category => category.Score is null).Should().HaveCount(5);
    }

    [Fact]
    public void Of_NothingAsked_IsZeroNotPerfect() => Scored().Should().BeEquivalentTo(new { Total = 0.0, Grade = "F", WeightAsked = 0.0 });

    [Fact]
    public void Of_AWaivedFailure_StillDeducts()
    {
        Catalogue catalogue = Catalogue.Of([Given.Check(points: 5)], [new Waiver("TagsAreIntact", "r", "w", new DateOnly(2027, 1, 1))], []);

        Given.Evaluated(catalogue, Given.Line(outcome: Outcome.Fail)).Score.Total.Should().Be(95);
    }

    [Theory]
    [InlineData(100, "A+")]
    [InlineData(97, "A+")]
    [InlineData(96.9, "A")]
    [InlineData(93, "A")]
    [InlineData(92.9, "A-")]
    [InlineData(90, "A-")]
    [InlineData(89.9, "B+")]
    [InlineData(85, "B+")]
    [InlineData(84.9, "B")]
    [InlineData(80, "B")]
    [InlineData(79.9, "B-")]
    [InlineData(70, "B-")]
    [InlineData(69.9, "C")]
    [InlineData(60, "C")]
    [InlineData(59.9, "D")]
    [InlineData(50, "D")]
    [InlineData(49.9, "F")]
    [InlineData(0, "F")]
    [InlineData(double.NaN, "F")]
    public void Grade_OfATotal_FollowsTheLadder(double total, string grade) => Grades.Of(total).Should().Be(grade);

    [Fact]
    public void Total_WithOneMoreFailure_NeverRises()
    {
        var raised = from seed in Enumerable.Range(1, 60)
                     let world = Worlds.Random(seed)
                     let before = Total(world)
                     from category in ScoreCategories.All
                     // A category asked for the first time enters the mean, so only categories already asked are compared.
                     where world.Cases.Any(one => one.Category == category.Name)
                     let after = Total(world with { Cases = [.. world.Cases, new Case(Requirement.Required, State.Failed, 7, category.Name)] })
                     where after > before
                     select (seed, category.Name, before, after);

        raised.Should().BeEmpty();
    }

    private static double Total(World world) => ReadinessEvaluator.Evaluate(world.Catalogue(), world.Evidence(), world.Run()).Score.Total;
}
