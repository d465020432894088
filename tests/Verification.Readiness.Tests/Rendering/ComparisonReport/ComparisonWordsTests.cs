using FluentAssertions;
using Verification.Readiness.History;
using Verification.Readiness.Rendering.ComparisonReport;
using Verification.Readiness.Tests.History;
using Verification.Readiness.Verdicts;
using Xunit;

namespace Verification.Readiness.Tests.Rendering.ComparisonReport;

public sealed class ComparisonWordsTests
{
    private static readonly Threshold NoneLost = new(Comparison.AtMost, 0, "lost events");

    [Fact]
    public void Lines_SameRun_AreTheFiguresAndTheVerdictsOnly()
    {
        ComparedRun run = Nights.Of(1, Lost(0));
        Lines(run, run).Should().Equal("Figures: 1 the same.", "GO · score 100 (A+) -> GO · score 100 (A+)");
    }

    [Fact]
    public void Lines_OutcomeTurned_NamesBothWithTheReasonAndTheFigures() =>
        Lines(Nights.Of(1, Lost(0)), Nights.Of(2, Lost(3))).Should().Equal(
            "AckedEventsAreStored: Pass before, Fail now (it was seen); 0 lost events (10 samples) before, 3 lost events (10 samples) now: regression (a count has no noise)",
            "Figures: 1 regression.",
            "GO · score 100 (A+) -> NO-GO · score 95 (A)");

    [Fact]
    public void Lines_OnlyTheFigureChanged_ShowsItWithWhatIsUsual() =>
        Lines(Nights.Of(5, 1), Nights.Of(6, 2.5), 1, 1.1, 0.9, 1).Should().StartWith(
            "StagedLoadKeepsLatency: 1 s (10 samples) before, 2.5 s (10 samples) now: regression (median of 5 runs 1, noise up to 0.1 s)");

    [Fact]
    public void Lines_TooFewRuns_SaysHowMany() =>
        Lines(Nights.Of(5, 1), Nights.Of(6, 2.5), 1).Should().StartWith("StagedLoadKeepsLatency: 1 s (10 samples) before, 2.5 s (10 samples) now: too few runs to tell (2)")
            .And.Contain("Figures: 1 with too few runs to tell.");

    [Fact]
    public void Lines_FigureIsMissingNow_IsUnknown() =>
        Lines(Nights.Of(5, 1), Nights.Of(6, (double?)null)).Should().StartWith(
            "StagedLoadKeepsLatency: Pass before, Unknown now (No evidence: the check did not report in this run.); 1 s (10 samples) before, not measured (0 samples) now: unknown (no figure that counts now)");

    [Fact]
    public void Lines_FigureIsMissingInBoth_IsCountedAndNotCalledTheSame()
    {
        IEnumerable<string> lines = Lines(Nights.Of(5, (double?)null), Nights.Of(6, (double?)null));
        lines.Should().HaveCount(2).And.StartWith("Figures: 1 unknown.");
    }

    [Fact]
    public void Lines_CheckCameOrWent_IsSaid() =>
        Lines(Nights.Of(1, Lost(0, "Gone")), Nights.Of(2, Lost(0, "New"))).Should().StartWith(["New: not asked before, Pass now", "Gone: Pass before, not asked now", "Figures: none that both runs have."]);

    [Fact]
    public void Lines_AnotherTarget_IsSaidFirst() =>
        Lines(Nights.Of(1, Lost(0)), Nights.Of(2, run => run with { Target = run.Target with { Subject = "b", Version = "6.2" } }, Lost(0)))
            .First().Should().Be("The targets differ: GlitchTip 5.2 before, GlitchTip 6.2 after.");

    [Fact]
    public void Lines_MostAlarming_ComesFirst()
    {
        ComparedRun before = Nights.Of(1, Lost(1, "Mended"), Lost(0, "Broken"), new Seen("Slow", 1, Nights.AtMost5Seconds), Lost(2, "Fewer"), Lost(1, "More"));
        ComparedRun after = Nights.Of(2, Lost(0, "Mended"), Lost(1, "Broken"), new Seen("Slow", 2, Nights.AtMost5Seconds), Lost(1, "Fewer"), Lost(2, "More"));
        Lines(before, after).Take(5).Select(line => line.Split(':')[0]).Should().Equal("Broken", "More", "Mended", "Slow", "Fewer");
    }

    private static Seen Lost(double value, string id = "AckedEventsAreStored") => new(id, value, NoneLost);

    private static IEnumerable<string> Lines(ComparedRun earlier, ComparedRun later, params double[] nights) =>
        ComparisonWords.Lines(RunComparison.Of(earlier, later, Nights.Log(nights)));
}
