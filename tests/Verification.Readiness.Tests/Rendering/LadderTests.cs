using FluentAssertions;
using Verification.Readiness.Catalogues;
using Verification.Readiness.Rendering;
using Verification.Readiness.Tests.Verdicts;
using Verification.Readiness.Verdicts;
using Xunit;

namespace Verification.Readiness.Tests.Rendering;

/// <summary>Which rung a verdict reaches, and what the report gives as the reason.</summary>
public sealed class LadderTests
{
    [Theory]
    [InlineData(Outcome.Pass, Outcome.Pass, Rung.FullProduction, "Every check of the whole catalogue holds")]
    [InlineData(Outcome.Pass, Outcome.Fail, Rung.LimitedBeta, "1 condition between this rung and the next: Level.")]
    [InlineData(Outcome.Pass, Outcome.Unknown, Rung.LimitedBeta, "1 condition between this rung and the next: Level.")]
    [InlineData(Outcome.Fail, Outcome.Pass, Rung.NotReady, "1 required check fails: Tags.")]
    [InlineData(Outcome.Unknown, Outcome.Pass, Rung.NotReady, "1 required check is unknown: Tags.")]
    public void Reached_ByAFullScope_FollowsTheVerdict(Outcome required, Outcome recommended, Rung rung, string says)
    {
        Catalogue catalogue = Given.Catalogue(Given.Check("Tags"), Given.Check("Other"), Given.Check("Level", Requirement.Recommended));
        VerdictDocument document = Given.Evaluated(catalogue, Given.Line("Tags", required), Given.Line("Other"), Given.Line("Level", recommended));

        Ladders.Reached(document).Should().Be(rung);
        Said(document).Should().Contain(says);
    }

    [Fact]
    public void Reached_InEveryWorld_IsHigherThanNotReadyOnlyForAFullScopeThatSaysGo()
    {
        List<string> broken = [];
        foreach (World world in Worlds.Small(1, Setting.All, Case.Kinds).Concat(Worlds.Small(2, Setting.EveryScope, Case.Kinds)))
        {
            VerdictDocument document = ReadinessEvaluator.Evaluate(world.Catalogue(), world.Evidence(), world.Run());
            Rung expected = document.Verdict switch { "GO" => Rung.FullProduction, "GO WITH CONDITIONS" => Rung.LimitedBeta, _ => Rung.NotReady };
            if (Ladders.Reached(document) != expected || (expected != Rung.NotReady && !world.Setting.Full))
            {
                broken.Add($"{world}: {document.Verdict} reached {Ladders.Reached(document)}");
            }
        }

        broken.Should().BeEmpty();
    }

    [Fact]
    public void Audit_ThatFailed_SaysWhatStandsInTheWayAndThatItNeverClimbs() =>
        Said(AuditSamples.Audit()).Should().Contain("2 required checks fail: PortsStayPrivate, SignUpIsOff.")
            .And.Contain("2 required checks are unknown: BackupIsTested, MonitorIsScheduled.").And.Contain("An audit stays on this rung whatever it finds");

    [Fact]
    public void Audit_ThatPassed_NamesTheChecksOfBehaviourThatProveWhatFilesState()
    {
        VerdictDocument document = AuditSamples.Passing();

        Ladders.Reached(document).Should().Be(Rung.NotReady);
        Said(document).Should().Contain("The files stand in the way of nothing. An audit stays on this rung")
            .And.Contain("2 checks of behaviour would prove it")
            .And.Contain("HealthReflectsDependencies proves what HealthChecksAreReal only states.")
            .And.Contain("SignUpIsClosed proves what SignUpIsOff only states.")
            .And.Contain("8 static checks have no check of behaviour beside them");
    }

    [Fact]
    public void Audit_ThatPassedWithConditions_CountsThem()
    {
        VerdictDocument document = AuditSamples.Passing();
        Said(document with { Conditions = [AuditSamples.Audit().Conditions[0]] }).Should().Contain("The files stand in the way of nothing; 1 condition would remain.");
    }

    [Theory]
    [InlineData(RunScope.Rehearsal, TargetKind.Embedded, "A rehearsal stays on this rung")]
    [InlineData(RunScope.Partial, TargetKind.Containers, "A part of the catalogue stays on this rung")]
    public void LessThanAFullScope_ThatPassed_SaysWhyItDoesNotClimb(RunScope scope, TargetKind kind, string says)
    {
        VerdictDocument document = ReadinessEvaluator.Evaluate(Given.Catalogue(Given.Check("Tags")), [Given.Line("Tags")], Given.Run(scope, kind));

        document.ExitCode.Should().Be(0);
        Said(document).Should().Contain(says).And.NotContain("GO");
    }

    [Fact]
    public void Ladder_WithManyBlockers_NamesSomeAndCountsTheRest()
    {
        VerdictDocument document = Given.Evaluated(
            Given.Catalogue([.. Enumerable.Range(10, 12).Select(index => Given.Check($"Check{index}"))]), [.. Enumerable.Range(10, 12).Select(index => Given.Line($"Check{index}", Outcome.Fail))]);
        Said(document).Should().Contain("12 required checks fail: Check10, ").And.Contain("Check17 and 4 more.");
    }

    [Fact]
    public void Ladder_InBothReports_MarksTheRungInWords()
    {
        MarkdownReport.Render(AuditSamples.Passing()).Should().Contain("\n**NOT READY** → LIMITED BETA → FULL PRODUCTION\n");
        Readback.Html(HtmlReport.Render(AuditSamples.Passing())).Descendants("ol").Single(list => (string?)list.Attribute("class") == "ladder").Elements("li")
            .Select(rung => string.Join(" ", rung.Elements().Select(part => part.Value))).Should().Equal("NOT READY reached", "LIMITED BETA", "FULL PRODUCTION");
    }

    private static string Said(VerdictDocument document) => string.Join('\n', Ladders.Of(document).SelectMany(block => block switch
    {
        Paragraph paragraph => [paragraph.Text],
        Bullets bullets => bullets.Items,
        _ => Array.Empty<string>(),
    }));
}
