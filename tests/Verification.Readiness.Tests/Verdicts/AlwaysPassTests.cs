using FluentAssertions;
using Verification.Readiness.Verdicts;
using Xunit;

namespace Verification.Readiness.Tests.Verdicts;

/// <summary>The laws have teeth: each wrong evaluator breaks at least one of them, in a world of at most two checks.</summary>
public sealed class AlwaysPassTests
{
    private static readonly World[] Arena =
    [
        .. Worlds.Small(1, [new(RunScope.Rehearsal, TargetKind.Embedded), new(RunScope.Full, TargetKind.Containers, Stranger: true)]),
        .. Worlds.Small(2, [new(RunScope.Full, TargetKind.Containers)]),
    ];

    public static TheoryData<string> Evaluators => [.. AlwaysPass.WrongEvaluators.Keys];

    [Theory, MemberData(nameof(Evaluators))]
    public void WrongEvaluator_HeldAgainstTheCeilings_IsCaught(string name) =>
        Breaks(nameof(VerdictLaws.TheLowestCeilingIsTheVerdict), name).Should().BeTrue();

    // The other laws are not just restatements of the ceilings: each one alone catches the mistake it is about.
    [Theory]
    [InlineData("AlwaysGo", nameof(VerdictLaws.GoBelongsToFullScope))]
    [InlineData("AlwaysGo", nameof(VerdictLaws.StrangersPreventAGoodWord))]
    [InlineData("AlwaysGo", nameof(VerdictLaws.UnbuiltRequiredChecksPreventAGoodWord))]
    [InlineData("AlwaysTheBestWordOfTheScope", nameof(VerdictLaws.StrangersPreventAGoodWord))]
    [InlineData("AlwaysTheBestWordOfTheScope", nameof(VerdictLaws.UnbuiltRequiredChecksPreventAGoodWord))]
    [InlineData("IgnoresUnknown", nameof(VerdictLaws.UnbuiltRequiredChecksPreventAGoodWord))]
    [InlineData("LetsTheLastLineDecide", nameof(VerdictLaws.OrderNeverMatters))]
    [InlineData("LetsTheLastLineDecide", nameof(VerdictLaws.AddingBadEvidenceNeverImproves))]
    [InlineData("LetsTheScoreDecide", nameof(VerdictLaws.PointsBuyNothing))]
    [InlineData("IgnoresStrangers", nameof(VerdictLaws.StrangersPreventAGoodWord))]
    [InlineData("ForgetsTheCatalogue", nameof(VerdictLaws.UnbuiltRequiredChecksPreventAGoodWord))]
    [InlineData("DividesByTheNumberOfChecks", nameof(VerdictLaws.AddingABadCheckNeverImproves))]
    public void WrongEvaluator_HeldAgainstTheLawItBreaks_IsCaught(string name, string law) => Breaks(law, name).Should().BeTrue();

    [Fact]
    public void AlwaysPassObserver_ThatLookedAtNothing_ProvesNothing()
    {
        VerdictDocument document = Given.Evaluated(Given.Catalogue(Given.Check()), Given.Line() with { Samples = 0, Measured = null });

        document.Verdict.Should().Be("INCONCLUSIVE");
        document.Checks.Should().ContainSingle().Which.Outcome.Should().Be(Outcome.Unknown);
    }

    private static bool Breaks(string law, string evaluator) =>
        Arena.Any(world => VerdictLaws.All[law](AlwaysPass.WrongEvaluators[evaluator], world) is not null);
}
