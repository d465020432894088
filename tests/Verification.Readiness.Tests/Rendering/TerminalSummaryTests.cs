using FluentAssertions;
using Verification.Readiness.Rendering;
using Verification.Readiness.Verdicts;
using Xunit;

namespace Verification.Readiness.Tests.Rendering;

public sealed class TerminalSummaryTests
{
    [Fact]
    public void LastLine_OfARehearsal_IsTheContract() =>
        TerminalSummary.Render(Samples.Rehearsal(), "artifacts/latest/report.html").Should().EndWith("\nREHEARSAL PASSED · score 100 (A+) · artifacts/latest/report.html\n");

    [Fact]
    public void Summary_OfANoGo_NamesWhatBlocksWhatIsOpenAndWhoAnswers()
    {
        string summary = TerminalSummary.Render(Samples.Everything(), "report.html");

        summary.Should().Contain("Not met: The work tree is dirty")
            .And.Contain("Blockers: 1\n  AckedEventsAreStored (critical): 2 of 140")
            .And.Contain("    do: Start Redis with appendonly yes and maxmemory-policy noeviction, then replay the scenarios. (about 45 min)")
            .And.Contain("Inconclusive: 1\n  MemoryStaysBounded")
            .And.Contain("Conditions: 2 (1 waived)\n  HttpsIsOn is waived by ops@example.test until 2025-12-31");
    }

    [Fact]
    public void Summary_WithManyOpenQuestions_CountsTheRestButNeverHidesABlocker()
    {
        VerdictDocument sample = Samples.Everything();
        string summary = TerminalSummary.Render(
            sample with { Blockers = Many(sample.Blockers[0]), Inconclusive = Many(sample.Inconclusive[0]) }, "report.html");

        summary.Split('\n').Count(line => line.StartsWith("  AckedEventsAreStored", StringComparison.Ordinal)).Should().Be(30);
        summary.Should().Contain("Inconclusive: 30\n").And.Contain("  and 18 more, in the report\n");
    }

    [Fact]
    public void Summary_WithManyFindingsOfOneCause_SaysItOnce()
    {
        VerdictDocument sample = Samples.Everything();
        string summary = TerminalSummary.Render(sample with { Inconclusive = [.. Enumerable.Repeat(sample.Inconclusive[0], 30)] }, "report.html");

        summary.Should().Contain("Inconclusive: 30\n  30 checks: The sampler could not read the worker's memory.\nConditions");
    }

    [Fact]
    public void Summary_WithManyBlockersOfOneCause_NamesEachOfThem()
    {
        VerdictDocument sample = Samples.Everything();
        string summary = TerminalSummary.Render(sample with { Blockers = [.. Enumerable.Repeat(sample.Blockers[0], 30)] }, "report.html");

        summary.Split('\n').Count(line => line.StartsWith("  AckedEventsAreStored", StringComparison.Ordinal)).Should().Be(30);
    }

    [Fact]
    public void Summary_OfAnAudit_ShowsTheFirstPlaceOfEachBlockerAndTheCategories() =>
        TerminalSummary.Render(AuditSamples.Audit(), "report.html").Should()
            .StartWith("Blockers: 2\n  PortsStayPrivate (critical): web publishes 8080 on 0.0.0.0. (1 more like it)\n    at: compose.yaml:14: web publishes 8080 on 0.0.0.0. (and 1 more)\n")
            .And.Contain("  SignUpIsOff (high): .env:9: ENABLE_OPEN_USER_REGISTRATION closes")
            .And.EndWith("\nSecurity 60 · Resource efficiency 98 · Reliability 100 · Backup 92 · Configuration 100 · Integration - · Monitoring 95\nAUDIT FAILED · score 87.5 (B+) · report.html\n");

    [Fact]
    public void Summary_OfAnyOtherRun_LeavesTheCategoriesToTheReport() => TerminalSummary.Render(Samples.Everything(), "report.html").Should().NotContain("Security ");

    private static Finding[] Many(Finding finding) => [.. Enumerable.Range(1, 30).Select(number => finding with { Reason = $"Reason {number}." })];
}
