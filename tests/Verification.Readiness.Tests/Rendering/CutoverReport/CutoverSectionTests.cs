using System.Text;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using FluentAssertions;
using Verification.Readiness.Catalogues;
using Verification.Readiness.Cutover;
using Verification.Readiness.Rendering;
using Verification.Readiness.Verdicts;
using Xunit;

namespace Verification.Readiness.Tests.Rendering.CutoverReport;

public sealed class CutoverSectionTests
{
    private static readonly VerdictDocument Document = Samples.Everything();

    public static TheoryData<string> Odd { get; } = [.. OddCutovers.All.Keys];

    public static TheoryData<int> Payloads { get; } = [.. Enumerable.Range(0, Planting.Payloads.Count)];

    [Fact]
    public void Evaluator_OfARunWithACutover_PassesItThrough()
    {
        RunRecord run = Samples.Run(RunScope.Full, TargetKind.Containers) with { Cutover = CutoverSamples.Cutover() };

        ReadinessEvaluator.Evaluate(Catalogue.Of([], [], []), [], run).Cutover.Should().BeSameAs(run.Cutover);
        ReadinessEvaluator.Evaluate(Catalogue.Of([], [], []), [], run with { Cutover = null }).Cutover.Should().BeNull();
    }

    [Theory]
    [InlineData("Drill", 3)]
    [InlineData("Not stored", 2)]
    [InlineData("Service", 6)]
    [InlineData("Switched", 4)]
    [InlineData("Step", 14)]
    public void Tables_OfBothReports_AreTheSame(string first, int rows)
    {
        List<string> markdown = Rows(Readback.MarkdownRows(MarkdownReport.Render(Document)));
        markdown.Should().Equal(Rows(Readback.HtmlRows(Readback.Html(HtmlReport.Render(Document))))).And.HaveCount(rows);

        List<string> Rows(IEnumerable<Dictionary<string, string>> all) => [.. all.Where(row => row.ContainsKey(first)).Select(row => string.Join(" | ", row.Values))];
    }

    // A column named "Mark" gave its table the style of the headline's mark, and its rows were printed over the next drill.
    [Fact]
    public void Tables_OfTheSection_ShareNoStyleWithAnythingElse() =>
        Section(Html(CutoverSamples.Cutover())).Descendants("table").SelectMany(table => table.Attribute("class")!.Value.Split(' ')).Distinct().Where(kind => kind != "wide")
            .Where(kind => Regex.IsMatch(HtmlStyle.Sheet, $@"\.{Regex.Escape(kind)} \{{[^}}]*display")).Should().BeEmpty();

    [Fact]
    public void Section_OfARehearsal_SaysHowEachDrillEndedInWordsAndInATone()
    {
        XElement section = Section(Html(CutoverSamples.Cutover()));

        section.Descendants("table").First().Descendants("span").Where(span => span.Attribute("class")?.Value.StartsWith("badge ", StringComparison.Ordinal) == true).Select(span => $"{span.Attribute("class")!.Value}: {span.Value}")
            .Should().Equal("badge good: ✓ yes", "badge bad: ✗ no", "badge unsure: ? not done");
        section.Elements("p").Where(paragraph => paragraph.Attribute("class")?.Value.StartsWith("notice", StringComparison.Ordinal) == true).Select(Said).Should().Equal(
            "The rehearsal broke off, so what is below is not complete: the time for it was up after 10 min.",
            "Unexplained events: 3; events where none should be: 2. While that is so, nobody knows what a cutover loses.",
            "Drill 2 (wrong-key) did not end as it should: 3 events are stored nowhere, and nothing says why.",
            "Drill 3 (parallel) was not done: There was no time left for it.");
        section.Elements("p").Where(paragraph => paragraph.Attribute("class")?.Value == "highlight").Select(highlight => string.Join(" | ", highlight.Elements().Select(part => part.Value))).Should().Equal(
            "3 of 60 stored nowhere | 2 of 60 events were lost, both of bot while it restarted.", "3 of 20 stored nowhere, 3 unexplained | 3 of 20 events are unexplained.");
    }

    [Fact]
    public void Section_WithoutAnything_IsOneSentence()
    {
        CutoverRecord nothing = CutoverSamples.Cutover() with { Drills = [], Problem = null };
        MarkdownReport.Render(Document with { Cutover = null }).Should().Contain("## Cutover and rollback\n\nNo cutover was rehearsed.\n\n## Checks by area");
        MarkdownReport.Render(Document with { Cutover = nothing }).Should().Contain("## Cutover and rollback\n\nNo cutover was rehearsed.\n\n## Checks by area");
        MarkdownReport.Render(Document with { Cutover = nothing with { Problem = "no node." } })
            .Should().Contain("> **?** The rehearsal broke off, so what is below is not complete: no node.\n\nNo cutover was rehearsed.\n");
        Readback.Html(HtmlReport.Render(AuditSamples.Audit())).Descendants("h2").Select(heading => heading.Value).Should().NotContain("Cutover and rollback");
    }

    [Fact]
    public void Account_ThatDoesNotAddUp_SaysSo()
    {
        DrillRecord drill = CutoverSamples.Good();
        string Report(int raised) => MarkdownReport.Render(Document with { Cutover = CutoverSamples.Cutover() with { Drills = [drill with { Account = drill.Account with { Raised = raised } }] } });

        Report(60).Should().Contain("60 raised = 28 at the old endpoint + 27 at the new one + 2 at both + 1 dropped by the SDK + 2 lost + 0 unexpected + 0 unexplained.").And.NotContain("does not add up").And.NotContain("The timeline holds");
        Report(61).Should().Contain("The account of drill 1 (cutover) does not add up: its parts make 60, not 61.").And.Contain("The timeline holds 60 events, the account 61");
    }

    [Fact]
    public void Commands_InBothFormats_AreCode()
    {
        string[] commands = [.. CutoverSamples.Good().Commands, .. CutoverSamples.Bad().Commands];

        Section(Html(CutoverSamples.Cutover())).Descendants("code").Select(command => command.Value).Should().Equal(commands);
        MarkdownReport.Render(Document).Split('\n').Where(line => line.StartsWith("- <code>", StringComparison.Ordinal)).Select(line => Readback.MarkdownText(line)[8..^7]).Should().Equal(commands);
    }

    [Theory]
    [MemberData(nameof(Odd))]
    public void Section_OfAnyRecord_HoldsNothingThatIsNoFigure(string name)
    {
        XElement html = Html(OddCutovers.All[name]);
        string markdown = MarkdownReport.Render(Samples.Rehearsal() with { Cutover = OddCutovers.All[name] });

        Section(html).Value.Should().NotContainAny("NaN", "Infinity", "∞");
        markdown.Should().NotContainAny("NaN", "Infinity", "∞").And.Contain("## Cutover and rollback\n\n");
        html.Descendants().Attributes("id").Select(id => id.Value).Should().OnlyHaveUniqueItems();
        Encoding.UTF8.GetByteCount(markdown).Should().BeLessThanOrEqualTo(MarkdownReport.Limit);
    }

    // Keys of an account are foreign text too, and no document-wide planting reaches them.
    [Theory]
    [MemberData(nameof(Payloads))]
    public void Reasons_OfHostileText_StayText(int number)
    {
        string payload = Planting.Payloads[number];
        XElement hostile = Html(Reason(payload)), harmless = Html(Reason("harmless"));
        string markdown = MarkdownReport.Render(Document with { Cutover = Reason(payload) });

        hostile.Descendants().Select(element => element.Name).Should().Equal(harmless.Descendants().Select(element => element.Name));
        Readback.HtmlRows(hostile).Where(row => row.ContainsKey("Not stored")).Select(row => row["Not stored"]).Should().Equal(Inert.Line($"dropped by the SDK: {payload}"), Inert.Line($"lost in {payload}"));
        Readback.MarkdownActive(markdown).Should().Be(Readback.MarkdownActive(MarkdownReport.Render(Document with { Cutover = Reason("harmless") })));

        CutoverRecord Reason(string text)
        {
            DrillRecord drill = CutoverSamples.Good();
            return CutoverSamples.Cutover() with { Drills = [drill with { Account = drill.Account with { Dropped = new Dictionary<string, int> { [text] = 1 }, Lost = new Dictionary<string, int> { [text] = 2 } } }] };
        }
    }

    [Fact]
    public void Report_OfARealRehearsal_FitsAndKeepsEveryDrillWithItsAccount()
    {
        string report = MarkdownReport.Render(Document with { Cutover = LargeCutover.Record });

        Encoding.UTF8.GetByteCount(report).Should().BeLessThanOrEqualTo(MarkdownReport.Limit);
        report.Should().NotContain("cutover drills one by one").And.Contain("### Drill 15: ");
        LargeCutover.Record.Drills.Should().OnlyContain(drill => report.Contains($"| {drill.Title}<br>{drill.Drill} |") && report.Contains($"{drill.Account.Raised} raised = {drill.Account.Old} at"));
    }

    [Fact]
    public void Report_OfManyLongDrills_FitsAndKeepsHowTheyEnded()
    {
        DrillRecord[] drills = [.. Enumerable.Repeat(CutoverSamples.Bad() with { Result = new string('x', 300), Commands = [.. Enumerable.Repeat("pm2 restart api", 200)] }, 40)];
        string report = MarkdownReport.Render(Document with { Cutover = CutoverSamples.Cutover() with { Drills = drills } });

        Encoding.UTF8.GetByteCount(report).Should().BeLessThanOrEqualTo(MarkdownReport.Limit);
        report.Should().Contain("the cutover figures service by service").And.Contain("commands of the cutover drills").And.Contain("Unexplained events: 120").And.Contain("✗ no").And.NotContain("pm2 restart");
    }

    private static XElement Html(CutoverRecord cutover) => Readback.Html(HtmlReport.Render(Samples.Rehearsal() with { Cutover = cutover }));

    private static XElement Section(XElement html) => html.Descendants("section").Single(section => section.Attribute("id")!.Value == "cutover");

    private static string Said(XElement notice) => notice.Elements("span").Last().Value;
}
