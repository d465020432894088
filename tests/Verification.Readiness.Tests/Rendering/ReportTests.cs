using System.Text.RegularExpressions;
using System.Xml.Linq;
using FluentAssertions;
using Verification.Readiness.Rendering;
using Verification.Readiness.Verdicts;
using Xunit;

namespace Verification.Readiness.Tests.Rendering;

public sealed class ReportTests
{
    private static readonly XElement Html = Readback.Html(HtmlReport.Render(Samples.Everything()));

    [Fact]
    public void Html_OfAnyRun_NeedsNoNetworkAndNoScript()
    {
        Html.Descendants().Select(element => element.Name.LocalName).Should().NotContain(["script", "link", "img", "iframe", "object", "form", "base"]);
        Html.Descendants().Attributes().Select(attribute => attribute.Name.LocalName).Should().NotContain("src").And.NotContain("style").And.NotContain(name => name.StartsWith("on"));
        Html.Descendants().Attributes("href").Should().OnlyContain(link => link.Value.StartsWith('#'));
        Html.Descendants("style").Single().Value.Should().NotContain("url(").And.NotContain("@import");
        Html.Descendants("meta").Attributes("content").Select(content => content.Value).Should().Contain("default-src 'none'; style-src 'unsafe-inline'");
    }

    [Fact]
    public void Html_ReadAsHtml_HasNoElementThatOnlyXmlWouldClose()
    {
        string report = HtmlReport.Render(Samples.Everything());
        // Inside a picture HTML closes elements as XML does.
        Regex.Matches(Regex.Replace(report, "<figure.*?</figure>", "", RegexOptions.Singleline), @"<(\w+)[^<>]*/>").Select(match => match.Groups[1].Value).Distinct().Should().Equal("meta");
        HtmlStyle.Sheet.Should().NotContainAny("<", ">", "&");
        report.Should().StartWith("<!DOCTYPE html>\n<html lang=\"en\">");
    }

    [Fact]
    public void Html_LinksOfItsContents_LeadToItsSections() =>
        Html.Descendants("nav").Descendants("a").Select(link => link.Attribute("href")!.Value[1..])
            .Should().Equal(Html.Descendants("section").Select(section => section.Attribute("id")!.Value)).And.OnlyHaveUniqueItems();

    [Fact]
    public void BothReports_OfTheSameRun_HaveTheSameSectionsWithTheScoreAfterTheChecks()
    {
        string[] expected =
        [
            "What a decision needs and this run did not meet", "Blockers (1)", "Inconclusive (1)", "Conditions (2)", "Decision matrix", "Risks by severity", "Recommendations", "Checklist", "SDKs and scenarios", "Delivery ledger", "Load and memory", "Backup and restore", "Cutover and rollback", "Checks by area", "Score",
            "Not exercised and not rehearsed", "What the SDK's defaults lose", "Timings", "Host",
        ];
        Html.Descendants("h2").Select(heading => heading.Value).Should().Equal(expected);
        MarkdownReport.Render(Samples.Everything()).Split('\n').Where(line => line.StartsWith("## ", StringComparison.Ordinal)).Select(line => line[3..]).Should().Equal(expected);
    }

    [Fact]
    public void Conditions_WithAWaiver_PrintItFirstAndOnTheFirstScreen()
    {
        string report = MarkdownReport.Render(Samples.Everything());
        report[..report.IndexOf("## ", StringComparison.Ordinal)].Should().Contain("**Waived:** HttpsIsOn: ops@\u2060example.test until 2025-12-31");
        report.IndexOf("Does the public address", StringComparison.Ordinal).Should().BeLessThan(report.IndexOf("Is there a copy of the latest backup", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(RunScope.Rehearsal, TargetKind.Embedded)]
    [InlineData(RunScope.Partial, TargetKind.Containers)]
    [InlineData(RunScope.Audit, TargetKind.Files)]
    public void LessThanFullScope_InNoOutput_SaysGo(RunScope scope, TargetKind kind)
    {
        VerdictDocument document = Samples.Rehearsal() with
        {
            Scope = scope, Rehearsal = kind == TargetKind.Embedded, Target = Samples.Run(scope, kind).Target, Verdict = "PARTIAL RUN PASSED",
        };
        string[] outputs = [MarkdownReport.Render(document), HtmlReport.Render(document), JUnitReport.Render(document), TerminalSummary.Render(document, "report.html"), SarifReport.Render(document)];
        outputs.Should().OnlyContain(output => !Regex.IsMatch(output, @"\bGO\b"));
        MarkdownReport.Render(document).Should().MatchRegex(kind == TargetKind.Embedded ? "never gates" : "Only a run of the whole catalogue");
    }

    [Fact]
    public void Ledger_ThatDoesNotAddUp_SaysSo()
    {
        VerdictDocument document = Samples.Everything();
        MarkdownReport.Render(document with { Ledger = document.Ledger! with { Sent = 141 } })
            .Should().Contain("141 events sent; only 140 are in a class: the ledger does not add up.");
    }

    [Fact]
    public void Report_WithoutAnything_SaysSoInEachSection()
    {
        VerdictDocument sample = Samples.Rehearsal();
        string report = MarkdownReport.Render(sample with { Ledger = null, Load = null, Backup = null, Cutover = null, Checks = [], Timings = [], Score = sample.Score with { Categories = [], WeightAsked = 0 } });
        report.Should().Contain("No event was sent in this run.").And.Contain("No load plan was run.").And.Contain("No backup was rehearsed.").And.Contain("No cutover was rehearsed.").And.Contain("0 checks: 0 pass").And.Contain("No phase was timed.").And.Contain("No category was asked");
    }
}
