using FluentAssertions;
using Verification.Readiness.Catalogues;
using Verification.Readiness.Evidence;
using Verification.Readiness.Verdicts;
using Xunit;

namespace Verification.Readiness.Tests.Verdicts;

public sealed class WeighingTests
{
    private static CheckResult Weighed(params EvidenceLine[] evidence) => Weighing.Weigh(Given.Catalogue(Given.Check()), evidence, Given.Run()).Single();

    [Theory]
    [InlineData(0, Outcome.Pass)]
    [InlineData(-7 * 24 * 3600, Outcome.Pass)]
    [InlineData((-7 * 24 * 3600) - 1, Outcome.Unknown)]
    [InlineData(300, Outcome.Pass)]
    [InlineData(301, Outcome.Unknown)]
    public void Weigh_EvidenceOfAnAge_CountsForSevenDaysAndNotFromTheFuture(int seconds, Outcome expected) =>
        Weighed(Given.Line() with { ObservedAt = Given.Now.AddSeconds(seconds) }).Outcome.Should().Be(expected);

    [Fact]
    public void Weigh_ExpiredFailure_IsUnknownNotForgotten()
    {
        CheckResult result = Weighed(Given.Line(outcome: Outcome.Fail) with { ObservedAt = Given.Now.AddDays(-8) });

        result.Outcome.Should().Be(Outcome.Unknown);
        result.Reason.Should().Contain("expired");
    }

    [Fact]
    public void Weigh_EvidenceInAnotherTimeZone_IsTheSameMoment() =>
        Weighed(Given.Line() with { ObservedAt = Given.Now.ToOffset(TimeSpan.FromHours(14)) }).Outcome.Should().Be(Outcome.Pass);

    [Theory]
    [InlineData(Comparison.AtLeast, 0, "events")]
    [InlineData(Comparison.AtMost, 1, "events")]
    [InlineData(Comparison.AtMost, 0, "s")]
    public void Weigh_EvidenceHeldAgainstAnotherBound_IsUnknown(Comparison comparison, double value, string unit) =>
        Weighed(Given.Line() with { Threshold = new Threshold(comparison, value, unit) }).Outcome.Should().Be(Outcome.Unknown);

    [Theory]
    [InlineData("2026-05-04", true)]
    [InlineData("2026-05-03", false)]
    [InlineData("2027-01-01", true)]
    public void Weigh_AWaiver_StandsThroughItsLastDay(string until, bool stands)
    {
        Catalogue catalogue = Catalogue.Of([Given.Check()], [new Waiver("TagsAreIntact", "r", "w", DateOnly.Parse(until))], []);
        RunRecord run = Given.Run() with { EvaluatedAt = new DateTimeOffset(2026, 5, 4, 23, 59, 59, TimeSpan.Zero) };

        (Weighing.Weigh(catalogue, [Given.Line(outcome: Outcome.Fail)], run).Single().Waiver is not null).Should().Be(stands);
    }

    [Fact]
    public void Weigh_SeveralLines_KeepsTheEarliestOfTheWorstWhateverTheirOrder()
    {
        EvidenceLine early = Given.Line(outcome: Outcome.Fail) with { ObservedAt = Given.Now.AddMinutes(-20), Measured = 7 };
        EvidenceLine[] lines = [Given.Line(), Given.Line(outcome: Outcome.Fail), early, Given.Line(outcome: Outcome.Fail) with { Measured = 2 }];
        var deciding = from first in lines
                       from second in lines
                       where first != second
                       let order = new[] { first, second }.Concat(lines.Where(line => line != first && line != second)).ToArray()
                       select Weighed(order).Deciding;

        deciding.Distinct().Should().Equal(early);
    }

    // Regression: of two failures at one moment with one reason, the figure shown was that of whichever came first.
    [Fact]
    public void Weigh_TwoLinesThatDifferInTheFigureAlone_ShowsTheSameFigureInEitherOrder()
    {
        EvidenceLine three = Given.Line(outcome: Outcome.Fail);
        EvidenceLine four = three with { Measured = 4 };

        Weighed(three, four).Deciding.Should().Be(Weighed(four, three).Deciding);
    }

    [Fact]
    public void Weigh_NoEvidence_SaysWhetherTheCheckIsBuilt()
    {
        Weighed().Reason.Should().Contain("did not report");
        Weighing.Weigh(Given.Catalogue(Given.Check() with { Built = false }), [], Given.Run()).Single().Reason.Should().Contain("Not built");
    }

    [Fact]
    public void Weigh_EvidenceThroughTheLog_KeepsItsLineNumbersAndTime()
    {
        CheckResult result = Weighing.Weigh(
            Given.Catalogue(Given.Check()), [Given.Line("Other"), Given.Line(), Given.Line("Other"), Given.Line()], Given.Run()).Single();

        result.Lines.Should().Equal(2, 4);
        result.DurationMs.Should().Be(25);
    }

    [Theory]
    [InlineData("sdk", TargetKind.Containers, true)]
    [InlineData("load", TargetKind.Containers, false)]
    [InlineData("SDK", TargetKind.Containers, false)]
    [InlineData("sdk", TargetKind.Files, false)]
    public void Applies_ByAreaAndTarget_AsTheRunSays(string area, TargetKind kind, bool expected) =>
        Weighing.Applies(Given.Check() with { AppliesTo = [TargetKind.Containers] }, Given.Run(RunScope.Partial, kind) with { Areas = [area] }).Should().Be(expected);
}
