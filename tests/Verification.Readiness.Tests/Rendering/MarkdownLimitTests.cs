using System.Text;
using FluentAssertions;
using Verification.Readiness.Rendering;
using Verification.Readiness.Verdicts;
using Xunit;

namespace Verification.Readiness.Tests.Rendering;

public sealed class MarkdownLimitTests
{
    [Fact]
    public void Report_ThatFits_IsWhole() => MarkdownReport.Render(Samples.Everything()).Should().Contain("<details>").And.NotContain("Shortened");

    [Fact]
    public void Report_ALittleTooLong_LosesEvidenceFirstAndSaysWhereTheWholeIs()
    {
        string report = MarkdownReport.Render(WithDetails(Samples.Everything(), 2000));

        Size(report).Should().BeLessThanOrEqualTo(MarkdownReport.Limit);
        report.Should().Contain("Shortened to fit 60 KiB. Left out: the evidence of each check. The whole is in report.html and verdict.json beside this file.");
        report.Should().NotContain("first finding").And.Contain("2.31 s").And.Contain("## Host").And.Contain("[Object".Replace("[", @"\[", StringComparison.Ordinal));
    }

    [Fact]
    public void Report_OfAHugeCatalogue_KeepsAllThatDecides()
    {
        VerdictDocument sample = Samples.Everything();
        VerdictDocument document = sample with { Checks = [.. Enumerable.Range(0, 300).SelectMany(_ => sample.Checks)] };
        string report = MarkdownReport.Render(document);

        Size(report).Should().BeLessThanOrEqualTo(MarkdownReport.Limit);
        report.Should().StartWith("# ✗ NO-GO").And.Contain("checks by area").And.NotContain("| Outcome |");
        foreach (Finding finding in document.Blockers.Concat(document.Inconclusive).Concat(document.Conditions))
        {
            report.Should().Contain(finding.Reason).And.Contain(finding.Remediation);
        }

        report.Should().Contain(document.Unmet[0]).And.Contain("## Score");
    }

    [Fact]
    public void Report_WhoseBlockersAloneAreTooLong_CountsThemAllAndShowsTheWorst()
    {
        VerdictDocument sample = Samples.Everything();
        VerdictDocument document = sample with { Blockers = [.. Enumerable.Repeat(sample.Blockers[0], 1000)] };
        string report = MarkdownReport.Render(document);

        Size(report).Should().BeLessThanOrEqualTo(MarkdownReport.Limit);
        report.Should().Contain("## Blockers (1000)").And.Contain(sample.Blockers[0].Reason).And.Contain("worst of a list");
    }

    [Theory]
    [InlineData("|")]
    [InlineData("\0")]
    [InlineData("🎉")]
    public void Report_WhoseEveryTextIsHuge_StillFits(string character)
    {
        VerdictDocument document = Planting.Plant(Samples.Everything(), string.Concat(Enumerable.Repeat(character, 2_000)));
        string report = MarkdownReport.Render(document);

        Size(report).Should().BeLessThanOrEqualTo(MarkdownReport.Limit);
        report.Should().NotContain("\ufffd", "no character is torn").And.Contain("more characters");
    }

    [Theory]
    [InlineData(75, 1)]
    [InlineData(94, 4)]
    [InlineData(94, 60)]
    [InlineData(300, 20)]
    public void Report_OfALargeAudit_FitsAndKeepsEveryBlockerTheMatrixAndTheScore(int checks, int places)
    {
        VerdictDocument document = AuditSamples.Large(checks, places);
        string report = MarkdownReport.Render(document);

        Size(report).Should().BeLessThanOrEqualTo(MarkdownReport.Limit);
        report.Should().StartWith("# ✗ AUDIT FAILED").And.Contain("**NOT READY** →").And.Contain("| all areas |").And.Contain("## Score").And.Contain("## Recommendations");
        document.Blockers.Should().OnlyContain(blocker => report.Contains($"{blocker.Check} ·"));
    }

    [Fact]
    public void Report_OfAnOrdinaryAudit_LosesOnlyWhatIsInTheOthers()
    {
        string report = MarkdownReport.Render(AuditSamples.Large(94, 2));

        report.Should().Contain("Left out: the evidence of each check").And.NotContain("places of a finding").And.Contain("| Risk | Check |").And.Contain("| Outcome | Check |");
    }

    [Fact]
    public void Steps_AppliedToTheEnd_LeaveTheVerdictTheFindingsAndTheScore()
    {
        Report report = Shortening.Steps.Aggregate(ReportBuilder.Build(Samples.Everything()), (shorter, step) => step.Apply(shorter));

        report.Headline.Verdict.Should().Be("NO-GO");
        report.Sections.Select(section => section.Part).Should().Equal(
            Part.Unmet, Part.Blockers, Part.Inconclusive, Part.Conditions, Part.Matrix, Part.Score, Part.SdkLosses);
        report.Sections.SelectMany(section => section.Blocks).OfType<Ladder>().Should().ContainSingle().Which.Reached.Should().Be(0);
        report.Sections.SelectMany(section => section.Blocks).OfType<Findings>().Should().HaveCount(3);
    }

    private static int Size(string report) => Encoding.UTF8.GetByteCount(report);

    private static VerdictDocument WithDetails(VerdictDocument document, int lines) => document with
    {
        Checks = [.. document.Checks.Select(check => check with { Details = [.. Enumerable.Repeat("first finding", lines)] })],
    };
}
