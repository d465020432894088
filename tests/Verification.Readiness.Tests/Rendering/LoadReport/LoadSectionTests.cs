using System.Text.Json;
using System.Xml.Linq;
using FluentAssertions;
using Verification.Readiness.Load;
using Verification.Readiness.Rendering;
using Verification.Readiness.Rendering.LoadReport;
using Verification.Readiness.Tests.Rendering.Pictures;
using Verification.Readiness.Verdicts;
using Xunit;

namespace Verification.Readiness.Tests.Rendering.LoadReport;

public sealed class LoadSectionTests
{
    private static readonly VerdictDocument Document = Samples.Everything();

    [Fact]
    public void Figures_OfEachPlan_AreTheSameInBothReportsAndInTheVerdict()
    {
        JsonElement[] plans = [.. JsonSerializer.SerializeToElement(Document, Json.Document).GetProperty("load").GetProperty("plans").EnumerateArray()];
        string[] expected = [.. plans.Select(plan => string.Join(", ", Text(plan, "plan"), $"{Text(plan, "model")} model", Text(plan, "sent"), Text(plan, "accepted"), Text(plan, "stored"), Text(plan, "acceptedPerSecond"), Text(plan, "storedPerSecond")))];

        Column(Readback.MarkdownRows(MarkdownReport.Render(Document))).Should().Equal(expected);
        Column(Readback.HtmlRows(Readback.Html(HtmlReport.Render(Document)))).Should().Equal(expected);

        static string Text(JsonElement plan, string name) => plan.GetProperty(name) is { ValueKind: not JsonValueKind.Null } value ? value.ToString() : "not measured";
        static IEnumerable<string> Column(IEnumerable<Dictionary<string, string>> rows) => rows.Where(row => row.ContainsKey("Plan"))
            .Select(row => string.Join(", ", row["Plan"], row["Model"], row["Sent"], row["Accepted"], row["Stored"], row["Accepted per second"], row["Stored per second"]));
    }

    [Theory]
    [InlineData("Part")]
    [InlineData("Phase")]
    [InlineData("Percentile")]
    [InlineData("Rate")]
    public void Tables_OfBothReports_AreTheSame(string first)
    {
        List<string> markdown = Rows(Readback.MarkdownRows(MarkdownReport.Render(Document)));
        markdown.Should().Equal(Rows(Readback.HtmlRows(Readback.Html(HtmlReport.Render(Document))))).And.HaveCountGreaterThan(2);

        List<string> Rows(IEnumerable<Dictionary<string, string>> rows) => [.. rows.Where(row => row.ContainsKey(first)).Select(row => string.Join(" | ", row.Values))];
    }

    [Fact]
    public void Markdown_OfAPlan_HasTablesAndNamesThePictures()
    {
        string report = MarkdownReport.Render(Document);

        report.Should().Contain("Drawn in report.html: arrivals against plan, latency distribution, backlog and memory over time.").And.NotContain("<svg");
        report.Should().Contain("| web | 203 MiB | 233 MiB<br>30 MiB above idle | 231 MiB | 256 MiB | 91 % |")
            .And.Contain("| burst | 8 s | 250 | 249.9 | 248 | 120.13 | 1039 |")
            .And.Contain("| p99 | 1.01 s | 31 ms |")
            .And.Contain("- **Answers:** 1998 × 200, 2 × 503\n")
            .And.Contain("- **Readable after:** p50 5.21 s, p95 8.11 s, last 8.64 s\n")
            .And.Contain("- **Engine:** nbomber 4.1.2, closed model: each user waits");
    }

    [Fact]
    public void Shortfall_OfAPlan_IsAWarningInBothReports()
    {
        const string Warning = "The figures of knee say nothing about the target: second 12 sent 180 of 200 planned events.";
        MarkdownReport.Render(Document).Should().Contain($"> **!** {Warning}").And.Contain("| knee<br>says nothing about the target |");
        Readback.Html(HtmlReport.Render(Document)).Descendants("p").Where(paragraph => paragraph.Attribute("class")?.Value == "notice warn").Should().ContainSingle().Which.Elements("span").Last().Value.Should().Be(Warning);
    }

    [Theory]
    [InlineData("knee", "The objective is met at 120 events/s and not at 140: the knee is between them. Two runs of 10 s at each end agree.")]
    [InlineData("many of everything", "No rate that was tried met the objective; the lowest, 10 events/s, broke it.")]
    [InlineData("knee above", "Every rate that was tried met the objective, the highest being 10 events/s: the knee is above it. Not tried further.")]
    [InlineData("no rate tried", "No rate was tried.")]
    public void Knee_OfAnySearch_IsSaidInWords(string plan, string words) => LoadWords.Knee(OddPlans.All.Single(odd => odd.Plan == plan).Knee!).Should().Be(words);

    [Theory]
    [InlineData(null, "not measured")]
    [InlineData(double.NaN, "not measured")]
    [InlineData(0.123, "0.12 ms")]
    [InlineData(12.34, "12.3 ms")]
    [InlineData(123.4, "123 ms")]
    [InlineData(1402.0, "1.4 s")]
    public void Latency_OfAnySize_HasTheDigitsItNeeds(double? milliseconds, string expected) => LoadWords.Latency(milliseconds).Should().Be(expected);

    [Theory]
    [InlineData(0, "whole plan: 120.13")]
    [InlineData(1, "burst: 120.13, afterwards: 115.44")]
    [InlineData(2, "burst: 120.13, drain: 115.44")]
    public void Phases_OfAPlan_LeaveNoTimeOut(int phases, string expected)
    {
        LoadPlanRecord plan = LoadSamples.Burst();
        PhaseMark[] marks = [.. plan.Phases.Skip(1).Take(phases)];
        IReadOnlyList<Point> stored = [.. plan.Arrivals[3].Points.Where(point => point.Ms >= 0 && (phases > 0 || point.Ms < 8000))];
        Table table = PlanTables.Phases(plan with { Phases = marks, Backlog = [], Arrivals = [new("stored", stored)] });
        string.Join(", ", table.Rows.Select(row => $"{row[0].Text}: {row[5].Text}")).Should().Be(expected);
    }

    [Fact]
    public void Audit_WithoutLoad_HasNoSectionOfIt()
    {
        Readback.Html(HtmlReport.Render(AuditSamples.Audit())).Descendants("h2").Select(heading => heading.Value).Should().NotContain("Load and memory");
        MarkdownReport.Render(Samples.Rehearsal()).Should().Contain("## Load and memory\n\nNo load plan was run.");
    }

    [Theory]
    [InlineData(1, "2 plans, at full length.")]
    [InlineData(0.25, "2 plans, at scale 0.25: what takes long to show, such as a leak, shows less than at full length.")]
    public void Scale_OfTheRun_IsSaidFirst(double scale, string sentence) =>
        MarkdownReport.Render(Document with { Load = Document.Load! with { Scale = scale } }).Should().Contain($"## Load and memory\n\n{sentence}");

    [Fact]
    public void Names_OfAnswersAndPhases_AreInertInBothReports()
    {
        foreach (string payload in Planting.Payloads)
        {
            LoadPlanRecord plan = LoadSamples.Burst() with { Answers = new Dictionary<string, int> { [payload] = 1 }, Phases = [new(payload, 0, 8000)] };
            XElement html = Readback.Html(HtmlReport.Render(Document with { Load = new(1, [plan]) }));
            XElement plain = Readback.Html(HtmlReport.Render(Document with { Load = new(1, [plan with { Answers = new Dictionary<string, int> { ["x"] = 1 }, Phases = [new("x", 0, 8000)] }]) }));
            html.Descendants().Select(element => element.Name).Should().Equal(plain.Descendants().Select(element => element.Name));
            html.Descendants("dd").Should().Contain(text => text.Value == $"1 × {Inert.Line(payload)}");
        }
    }

    [Fact]
    public void Report_OfManyLongPlans_FitsAndKeepsTheOverview()
    {
        LoadPlanRecord plan = LoadSamples.Burst() with { Explanation = new string('x', 2000) };
        string report = MarkdownReport.Render(Document with { Load = new(1, [.. Enumerable.Repeat(plan, 60)]) });

        System.Text.Encoding.UTF8.GetByteCount(report).Should().BeLessThanOrEqualTo(MarkdownReport.Limit);
        report.Should().Contain("load plans one by one").And.Contain("| Plan | Model |").And.NotContain("| Part | Idle |");
    }
}
