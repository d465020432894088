using System.Text.Json;
using FluentAssertions;
using Verification.Readiness.Catalogues;
using Verification.Readiness.Verdicts;
using Xunit;

namespace Verification.Readiness.Tests.Verdicts;

public sealed class ReadinessEvaluatorTests
{
    private static readonly CheckDefinition Required = Given.Check("A");

    private static readonly CheckDefinition Recommended = Given.Check("B", Requirement.Recommended);

    [Fact]
    public void Evaluate_AFailureARiddleAndAShortcoming_PutsEachInItsList()
    {
        VerdictDocument document = Given.Evaluated(
            Given.Catalogue(Required, Recommended, Given.Check("C"), Given.Check("D")),
            Given.Line("A", Outcome.Fail), Given.Line("B", Outcome.Fail), Given.Line("D"));

        document.Blockers.Select(finding => finding.Check).Should().Equal("A");
        document.Conditions.Select(finding => finding.Check).Should().Equal("B");
        document.Inconclusive.Select(finding => finding.Check).Should().Equal("C");
        document.Blockers[0].Should().BeEquivalentTo(new { Remediation = "repair A", Minutes = 30, WaivedBy = (string?)null });
        document.Verdict.Should().Be("NO-GO");
    }

    [Fact]
    public void Evaluate_FindingsOfOneList_AreOrderedBySeverityThenName()
    {
        CheckDefinition[] checks =
        [
            Given.Check("Low") with { Severity = Severity.Low }, Given.Check("Zed") with { Severity = Severity.Critical },
            Given.Check("Abe") with { Severity = Severity.Critical }, Given.Check("Mid") with { Severity = Severity.Medium },
        ];

        Given.Evaluated(Given.Catalogue(checks), [.. checks.Select(check => Given.Line(check.Id, Outcome.Fail))])
            .Blockers.Select(finding => finding.Check).Should().Equal("Abe", "Zed", "Mid", "Low");
    }

    [Fact]
    public void Evaluate_AWaivedFailure_IsAConditionThatNamesWhoAndUntilWhen()
    {
        Catalogue catalogue = Catalogue.Of([Required, Given.Check("C")], [new Waiver("A", "routing by tag is off", "ops", new DateOnly(2026, 6, 30))], []);
        VerdictDocument document = Given.Evaluated(catalogue, Given.Line("A", Outcome.Fail), Given.Line("C"));

        document.Verdict.Should().Be("GO WITH CONDITIONS");
        document.Blockers.Should().BeEmpty();
        document.Conditions.Should().ContainSingle().Which.WaivedBy.Should().Be("ops until 2026-06-30: routing by tag is off");
    }

    // Regression: with waivers alone, nothing that was seen to hold was left, and the word was GO WITH CONDITIONS.
    [Fact]
    public void Evaluate_NothingButWaivedFailures_IsInconclusiveAndSaysWhy()
    {
        VerdictDocument document = Given.Evaluated(
            Catalogue.Of([Required], [new Waiver("A", "r", "w", new DateOnly(2026, 6, 30))], []), Given.Line("A", Outcome.Fail));

        document.Verdict.Should().Be("INCONCLUSIVE");
        document.Unmet.Should().ContainSingle().Which.Should().Contain("No required check was seen to hold");
    }

    // Regression: names were looked up without regard to case, so a failure recorded for "a" was neither A's nor a stranger's.
    [Fact]
    public void Evaluate_AFailureUnderAnotherLetterCase_IsNotLost()
    {
        VerdictDocument document = Given.Evaluated(Given.Catalogue(Required), Given.Line("A"), Given.Line("a", Outcome.Fail));

        document.Verdict.Should().Be("INCONCLUSIVE");
        document.Unmet.Should().ContainSingle().Which.Should().Contain("evidence for a,");
    }

    // Regression: a rehearsal called with --gate passed with exit code 0.
    [Theory]
    [InlineData(RunScope.Rehearsal, TargetKind.Embedded, false, "REHEARSAL INCONCLUSIVE")]
    [InlineData(RunScope.Full, TargetKind.Containers, true, "INCONCLUSIVE")]
    [InlineData(RunScope.Partial, TargetKind.Attached, false, "PARTIAL RUN INCONCLUSIVE")]
    [InlineData(RunScope.Full, TargetKind.Attached, false, "GO")]
    public void Evaluate_AGateThatIsLessThanOne_IsExitTwo(RunScope scope, TargetKind kind, bool dirty, string word)
    {
        VerdictDocument document = ReadinessEvaluator.Evaluate(
            Given.Catalogue(Required), [Given.Line("A")], Given.Run(scope, kind) with { Gate = true, WorkTreeDirty = dirty });

        (document.Verdict, document.ExitCode).Should().Be((word, word == "GO" ? 0 : 2));
        document.Unmet.Should().HaveCount(word == "GO" ? 0 : 1);
    }

    [Fact]
    public void Evaluate_ChecksThatDoNotApply_AreListedAsNotRehearsedAndNotScored()
    {
        CheckDefinition elsewhere = Given.Check("C", points: 50) with { AppliesTo = [TargetKind.Attached] };
        VerdictDocument document = Given.Evaluated(Given.Catalogue(Required, elsewhere), Given.Line("A"));

        document.NotRehearsed.Should().Equal("C");
        document.Checks.Select(check => check.Id).Should().Equal("A");
        document.Score.Total.Should().Be(100);
    }

    [Fact]
    public void Evaluate_AnEndingRun_SaysWhyInWhatIsUnmet()
    {
        RunRecord run = Given.Run() with { Interrupted = "Ctrl-C", HarnessFailure = "the disk is full", Unmet = ["images differ"] };
        VerdictDocument document = ReadinessEvaluator.Evaluate(Given.Catalogue(Required), [Given.Line("A")], run);

        document.Unmet.Should().HaveCount(3).And.Contain("images differ").And.Contain(line => line.Contains("Ctrl-C")).And.Contain(line => line.Contains("disk"));
        (document.Verdict, document.ExitCode).Should().Be(("INCONCLUSIVE", 70));
    }

    [Fact]
    public void Evaluate_ACheck_ShowsTheFigureThatDecidedAndItsLines()
    {
        VerdictDocument document = Given.Evaluated(Given.Catalogue(Required), Given.Line("A"), Given.Line("A", Outcome.Fail) with { Measured = 1.23456, Samples = 77 });

        document.Checks.Single().Should().BeEquivalentTo(
            new { Outcome = Outcome.Fail, Measured = 1.235, Samples = 77, Unit = "events", SeenThrough = "api+sql", DurationMs = 25.0 });
        document.Checks.Single().Evidence.Should().Equal("evidence.jsonl:1", "evidence.jsonl:2");
    }

    [Fact]
    public void Evaluate_Twice_GivesTheSameBytes()
    {
        World world = Worlds.Random(7);
        string[] documents = [.. Enumerable.Range(0, 2).Select(_ => JsonSerializer.Serialize(ReadinessEvaluator.Evaluate(world.Catalogue(), world.Evidence(), world.Run()), Json.Document))];

        documents[0].Should().Be(documents[1]);
        JsonSerializer.Serialize(JsonSerializer.Deserialize<VerdictDocument>(documents[0], Json.Document), Json.Document).Should().Be(documents[0]);
    }
}
