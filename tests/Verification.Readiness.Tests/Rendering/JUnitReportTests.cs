using System.Xml.Linq;
using FluentAssertions;
using Verification.Readiness.Rendering;
using Verification.Readiness.Verdicts;
using Xunit;

namespace Verification.Readiness.Tests.Rendering;

public sealed class JUnitReportTests
{
    private static readonly XElement Report = XElement.Parse(JUnitReport.Render(Samples.Everything()));

    [Fact]
    public void Suites_AreTheAreas() =>
        Report.Elements("testsuite").Select(suite => suite.Attribute("name")!.Value).Should().Equal("backup", "deployment", "ingest", "load");

    [Fact]
    public void Counts_OfEachSuiteAndOfAll_AreWhatIsInside()
    {
        foreach (XElement suite in Report.DescendantsAndSelf().Where(element => element.Name.LocalName.StartsWith("testsuite", StringComparison.Ordinal)))
        {
            ((int)suite.Attribute("tests")!).Should().Be(suite.Descendants("testcase").Count());
            ((int)suite.Attribute("failures")!).Should().Be(suite.Descendants("failure").Count());
            ((int)suite.Attribute("skipped")!).Should().Be(suite.Descendants("skipped").Count());
            ((int)suite.Attribute("errors")!).Should().Be(suite.Descendants("error").Count());
        }
    }

    [Fact]
    public void FailedRequiredCheck_IsAFailureWithItsReason()
    {
        XElement failure = Case("AckedEventsAreStored").Elements("failure").Should().ContainSingle().Which;
        failure.Attribute("message")!.Value.Should().Be("2 of 140 acknowledged events are nowhere to be found.");
        failure.Value.Should().Contain("first finding").And.Contain("To do:");
    }

    [Fact]
    public void UnknownCheck_IsSkippedWithItsReason() =>
        Case("MemoryStaysBounded").Elements("skipped").Should().ContainSingle().Which.Attribute("message")!.Value.Should().Contain("sampler");

    [Theory]
    [InlineData("BackupsLeaveTheHost", "condition: No off-site copy was found.")]
    [InlineData("HttpsIsOn", "condition: The public address answers over plain HTTP.")]
    public void FailedRecommendationOrWaivedCheck_PassesAndSaysItsCondition(string check, string condition)
    {
        Case(check).Elements().Select(element => element.Name.LocalName).Should().Equal("system-out");
        Case(check).Element("system-out")!.Value.Should().Contain(condition);
    }

    [Fact]
    public void WaivedCheck_SaysWhoAnswersForIt() =>
        Case("HttpsIsOn").Element("system-out")!.Value.Should().Contain("\nwaived by: ops@example.test until 2025-12-31");

    [Fact]
    public void PassedCheck_SaysNoCondition() => Case("SignUpIsClosed").Element("system-out")!.Value.Should().Contain("measured: 0 accounts").And.NotContain("condition:");

    [Fact]
    public void NoChecks_IsAnEmptyReport()
    {
        VerdictDocument document = Samples.Everything() with { Checks = [] };
        XElement.Parse(JUnitReport.Render(document)).Attribute("tests")!.Value.Should().Be("0");
    }

    private static XElement Case(string check) => Report.Descendants("testcase").Single(element => element.Attribute("name")!.Value == check);
}
