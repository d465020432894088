using System.Globalization;
using FluentAssertions;
using Verification.Readiness.Rendering;
using Verification.Readiness.Verdicts;
using Xunit;

namespace Verification.Readiness.Tests.Rendering;

/// <summary>The order of the work, and what changed since an earlier run.</summary>
public sealed class RecommendationTests
{
    private static readonly IReadOnlyList<Dictionary<string, string>> Rows = Of(AuditSamples.Audit());

    [Fact]
    public void Recommendations_OfAnAudit_AreOrderedByPointsOfTheTotalPerMinute()
    {
        Rows.Select(row => row["Check"]).Should().Equal("SignUpIsOff", "PortsStayPrivate", "HttpsIsTerminated", "LimitsAreSet", "BackupIsTested", "MonitorIsScheduled", "BackupsLeaveTheHost");
        Rows.Select(row => Figure(row, "Points per hour")).Should().BeInDescendingOrder();
    }

    [Fact]
    public void Recommendations_Figures_AreThoseOfTheScore()
    {
        VerdictDocument document = AuditSamples.Audit();
        foreach (Dictionary<string, string> row in Rows)
        {
            CheckEntry check = document.Checks.Single(check => check.Id == row["Check"]);
            double weight = document.Score.Categories.Single(category => category.Name == check.Category).Weight;
            double total = check.Points * weight / document.Score.WeightAsked;
            Figure(row, "Points of its category").Should().Be(check.Points);
            Figure(row, "Points of the total").Should().BeApproximately(total, 0.0051);
            Figure(row, "Points per hour").Should().BeApproximately(total / check.Minutes * 60, 0.0051);
        }

        // What all of them give back is what the score lost: no category is at its floor here.
        Rows.Sum(row => Figure(row, "Points of the total")).Should().BeApproximately(100 - document.Score.Total, 0.1);
    }

    [Fact]
    public void Recommendations_MarkBlockersWaiversAndWhatIsUnknown()
    {
        string report = MarkdownReport.Render(AuditSamples.Audit());
        report.Should().Contain("| SignUpIsOff<br>blocker |").And.Contain("| HttpsIsTerminated<br>waived |").And.Contain("| BackupIsTested<br>unknown |").And.Contain("| LimitsAreSet |")
            .And.Contain("A category never falls below 0; none is there");
    }

    [Fact]
    public void Recommendations_OfWorkThatTakesNoTime_ComeFirstAndOfNoPointsLast()
    {
        VerdictDocument audit = AuditSamples.Audit();
        VerdictDocument document = audit with { Checks = [.. audit.Checks.Select(check => check.Id switch
        {
            "BackupsLeaveTheHost" => check with { Minutes = 0 },
            "SignUpIsOff" => check with { Points = 0 },
            _ => check,
        })] };
        IReadOnlyList<Dictionary<string, string>> rows = Of(document);
        rows[0].Should().Contain("Check", "BackupsLeaveTheHost").And.Contain("Points per hour", "at once");
        rows[^1].Should().Contain("Check", "SignUpIsOff").And.Contain("Points per hour", "0");
    }

    [Fact]
    public void Recommendations_OfACategoryAtItsFloor_SayThatALineMayGiveLess()
    {
        VerdictDocument document = AuditSamples.Large(40, 1);
        MarkdownReport.Render(document).Should().Contain("more than 100 points are taken from Security").And.Contain("gives back less than it says");
    }

    [Fact]
    public void Score_WithAnEarlierRun_ShowsBeforeAndChange()
    {
        IEnumerable<Dictionary<string, string>> rows = Readback.MarkdownRows(MarkdownReport.Render(AuditSamples.Audit()));

        rows.Where(row => row.ContainsKey("Arithmetic")).Select(row => $"{row["Category"]}: {row["Before"]} {row["Score"]} {row["Change"]}").Should().Equal(
            "Security: 65 60 -5", "Resource efficiency: 98 98 0", "Reliability: 60 100 +40", "Backup: 70 92 +22", "Configuration: 94 100 +6", "Integration: not asked not asked -", "Monitoring: 85 95 +10");
        rows.Where(row => row.ContainsKey("Total")).Select(row => string.Join(" ", row.Values)).Should().Equal(
            "Score 62.1 87.5 +25.4", "Grade C B+ changed", "Verdict AUDIT FAILED AUDIT FAILED same");
    }

    [Fact]
    public void Score_WithAnEarlierRun_TellsMendedFromNotAsked() => MarkdownReport.Render(AuditSamples.Audit()).Should()
        .Contain("- Mended: ImagesArePinned.\n").And.Contain("- Newly failing (it held before, or was not asked): SignUpIsOff, BackupsLeaveTheHost, HttpsIsTerminated, LimitsAreSet.\n")
        .And.Contain("- Newly unknown (it held before, or was not asked): BackupIsTested, MonitorIsScheduled.\n").And.Contain("- Still not holding: PortsStayPrivate.\n")
        .And.Contain("nobody knows whether it was mended: RemovedSince.\n");

    [Theory]
    [InlineData("AUDIT PASSED", false)]
    [InlineData("AUDIT INCONCLUSIVE", false)]
    [InlineData("PARTIAL AUDIT FAILED", true)]
    [InlineData("REHEARSAL PASSED", true)]
    [InlineData("NO-GO", true)]
    [InlineData("INCONCLUSIVE", true)]
    public void Score_WithAnEarlierRunOfAnotherScope_SaysThatTheTotalsDiffer(string before, bool differs)
    {
        VerdictDocument audit = AuditSamples.Audit();
        MarkdownReport.Render(audit with { Previous = audit.Previous! with { Verdict = before } }).Contains("spoke for different scopes", StringComparison.Ordinal).Should().Be(differs);
    }

    [Fact]
    public void Score_WithoutAnEarlierRun_ComparesNothing() =>
        MarkdownReport.Render(AuditSamples.Passing()).Should().NotContain("Since the earlier run").And.NotContain("| Before |");

    private static IReadOnlyList<Dictionary<string, string>> Of(VerdictDocument document) => [.. Readback.MarkdownRows(MarkdownReport.Render(document)).Where(row => row.ContainsKey("Points per hour"))];

    private static double Figure(Dictionary<string, string> row, string column) => double.Parse(row[column], CultureInfo.InvariantCulture);
}
