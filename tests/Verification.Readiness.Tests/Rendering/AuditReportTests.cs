using FluentAssertions;
using Verification.Readiness.Rendering;
using Verification.Readiness.Verdicts;
using Xunit;

namespace Verification.Readiness.Tests.Rendering;

/// <summary>What the report of an audit says beyond that of any other run.</summary>
public sealed class AuditReportTests
{
    private static readonly VerdictDocument Audit = AuditSamples.Audit();

    private static readonly string Markdown = MarkdownReport.Render(Audit);

    [Fact]
    public void Sections_OfAnAudit_LeaveOutWhatNothingWasSentFor() => ReportBuilder.Build(Audit).Sections.Select(section => section.Part).Should().Equal(
        Part.Blockers, Part.Inconclusive, Part.Conditions, Part.Matrix, Part.Risks, Part.Recommendations, Part.Checklist, Part.Checks, Part.Score, Part.Gaps, Part.Timings, Part.Host);

    [Fact]
    public void FirstScreen_OfAnAudit_NamesFolderCaveatsAndWhatWasNotRead()
    {
        string first = Markdown[..Markdown.IndexOf("## ", StringComparison.Ordinal)];

        first.Should().Contain("Static answers say what the files state, not what runs").And.Contain("> Not read: monitor.sh: permission denied")
            .And.Contain("Checks that need what could not be read are unknown.").And.Contain("**Audited folder:** deploy/glitchtip, 3 files read, 1 not").And.Contain("**Compared with:** run-before");
    }

    [Fact]
    public void FirstScreen_WithManyUnreadFiles_NamesSomeAndCountsTheRest()
    {
        string report = MarkdownReport.Render(Audit with { Deployment = Audit.Deployment! with { Unread = [.. Enumerable.Range(1, 40).Select(index => $"file{index}: denied")] } });
        report.Should().Contain("Not read: file6").And.NotContain("Not read: file7").And.Contain("And 34 more that could not be read");
    }

    [Fact]
    public void FirstScreen_OfARubric_SaysThatOnlyPartWasLookedAt()
    {
        string report = MarkdownReport.Render(AuditSamples.Rubric());
        report.Should().StartWith("# ✓ PARTIAL AUDIT PASSED\n\naudit, rubric review-b: only what that reviewer looked at\n")
            .And.Contain("**Rubric:** review-b, only what that reviewer looked at: the phase 2 review of images and health checks (2 checks)");
    }

    [Fact]
    public void Findings_OfFailedChecks_ShowEveryPlace()
    {
        string[] shown = [.. Readback.Html(HtmlReport.Render(Audit)).Descendants("li").Where(item => ((string?)item.Attribute("class") ?? "").StartsWith("finding ")).Select(item => item.Value)];

        string before = Readback.MarkdownText(Markdown[..Markdown.IndexOf("## Decision matrix", StringComparison.Ordinal)]);
        foreach (CheckEntry check in Audit.Checks.Where(check => check.Outcome == Outcome.Fail))
        {
            check.Details.Should().OnlyContain(detail => shown.Any(finding => finding.Contains(detail)));
            check.Details.Should().OnlyContain(detail => before.Contains(detail));
        }
    }

    [Fact]
    public void FindingItem_OfABehaviouralCheck_AddsNothing() =>
        FindingItem.Of(Samples.Everything().Blockers[0], Samples.Everything().Checks.First(check => check.Outcome == Outcome.Fail)).Lines.Should().BeEmpty();

    [Fact]
    public void Matrix_OfAnAudit_CountsWhatFailsIsUnknownAndHolds() => Rows(Markdown, "Criterion").Select(row => string.Join(" / ", row.Values)).Should().Equal(
        "accounts / ✗ 1 of 1 fails / - none asked", "backup / ? 1 of 1 unknown / ✗ 1 of 1 fails", "broker / ✓ 1 of 1 holds / - none asked", "health / ✓ 1 of 1 holds / - none asked",
        "images / - none asked / ✓ 1 of 1 holds", "monitoring / ? 1 of 1 unknown / - none asked", "network / ✗ 2 of 2 fail / - none asked", "resources / - none asked / ✗ 1 of 1 fails",
        "all areas / ✗ 3 of 7 fail, 2 unknown / ✗ 2 of 3 fail");

    [Fact]
    public void Matrix_WhereOnlyWaivedChecksFail_DoesNotLookBlocked()
    {
        Table table = ReportBuilder.Build(Samples.Everything()).Sections.Single(section => section.Part == Part.Matrix).Blocks.OfType<Table>().Single();
        table.Rows.Single(row => row[0].Text == "deployment")[1].Should().Be(new Cell("✗ 1 of 2 fails", "✗ HttpsIsOn; 1 waived", Tone.Warn));
    }

    [Fact]
    public void Checklist_OfAnAudit_SaysHowMuchOfEachAreaHolds() => Rows(Markdown, "Area").Select(row => $"{row["Area"]}: {row["Held"]}, {row["Complete"]}").Should().Equal(
        "accounts: 0 of 1, 0 %", "backup: 0 of 2, 0 %", "broker: 1 of 1, 100 %", "health: 1 of 1, 100 %", "images: 1 of 1, 100 %", "monitoring: 0 of 1, 0 %", "network: 0 of 2, 0 %", "resources: 0 of 1, 0 %", "all areas: 3 of 10, 30 %");

    [Fact]
    public void Checklist_WithOneOfAThousandOpen_IsNotComplete()
    {
        CheckEntry held = AuditSamples.Passing().Checks[0];
        Section section = ChecklistSection.Of([.. Enumerable.Repeat(held, 999), held with { Outcome = Outcome.Unknown }]);
        section.Blocks.OfType<Table>().Single().Rows[0][2].Should().Be(new Cell("99 %"));
    }

    [Fact]
    public void Risks_OfAnAudit_AreCountedAndListedWorstFirst()
    {
        Rows(Markdown, "Level").Select(row => $"{row["Level"]} {row["Seen"]} {row["Unknown"]}").Should().Equal("critical 1 0", "high 2 1", "medium 2 1", "low 0 0");
        Rows(Markdown, "Risk").Select(row => $"{row["Risk"]} {row["Check"]}").Should().Equal(
            "critical PortsStayPrivate", "high HttpsIsTerminated", "high SignUpIsOff", "high BackupIsTested", "medium BackupsLeaveTheHost", "medium LimitsAreSet", "medium MonitorIsScheduled");
        Markdown.Should().Contain("high<br>unknown risk, required |").And.Contain("high<br>required, waived |").And.Contain("| Whoever reaches the port reaches GlitchTip without the proxy. | Publish on 127.0.0.1 only, and let the proxy reach it.<br>about 5 min |");
    }

    [Fact]
    public void Checks_ThatAreStatic_SaySoAndByWhatTheyAreProven() =>
        Markdown.Should().Contain("| files<br>static, proven by SignUpIsClosed |").And.Contain("| files<br>static |");

    [Fact]
    public void Report_InWhichEverythingHolds_SaysThatNothingIsToDo() => MarkdownReport.Render(AuditSamples.Passing()).Should()
        .Contain("none of the risks that they watch was seen").And.Contain("Nothing to do: every check that was asked holds.");

    [Fact]
    public void JUnit_OfAnAudit_HasACasePerStaticCheckWithItsPlaces()
    {
        string junit = JUnitReport.Render(Audit);
        junit.Should().Contain("tests=\"10\" failures=\"2\" errors=\"0\" skipped=\"2\"").And.Contain("compose.yaml:31: postgres publishes 5432 on 0.0.0.0.")
            .And.Contain("static: the files say so; proven by SignUpIsClosed").And.Contain("detail: compose.yaml:40: redis has no memory limit.");
    }

    private static IEnumerable<Dictionary<string, string>> Rows(string report, string column) => Readback.MarkdownRows(report).Where(row => row.Keys.First() == column);
}
