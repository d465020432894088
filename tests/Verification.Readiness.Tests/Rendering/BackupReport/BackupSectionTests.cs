using System.Xml.Linq;
using FluentAssertions;
using Verification.Readiness.Backup;
using Verification.Readiness.Catalogues;
using Verification.Readiness.Rendering;
using Verification.Readiness.Tests.Rendering.Pictures;
using Verification.Readiness.Verdicts;
using Xunit;

namespace Verification.Readiness.Tests.Rendering.BackupReport;

public sealed class BackupSectionTests
{
    private static readonly VerdictDocument Document = Samples.Everything();

    public static TheoryData<string> Odd { get; } = [.. OddBackups.All.Keys];

    [Fact]
    public void Evaluator_OfARunWithABackup_PassesItThrough()
    {
        RunRecord run = Samples.Run(RunScope.Full, TargetKind.Containers) with { Backup = BackupSamples.Backup() };

        ReadinessEvaluator.Evaluate(Catalogue.Of([], [], []), [], run).Backup.Should().BeSameAs(run.Backup);
        ReadinessEvaluator.Evaluate(Catalogue.Of([], [], []), [], run with { Backup = null }).Backup.Should().BeNull();
    }

    [Theory]
    [InlineData("Recovery", 6)]
    [InlineData("Restored into", 4)]
    [InlineData("Fault", 2)]
    [InlineData("Not in the dump", 3)]
    [InlineData("Day", 36)]
    public void Tables_OfBothReports_AreTheSame(string first, int rows)
    {
        List<string> markdown = Rows(Readback.MarkdownRows(MarkdownReport.Render(Document)));
        markdown.Should().Equal(Rows(Readback.HtmlRows(Readback.Html(HtmlReport.Render(Document))))).And.HaveCount(rows);

        List<string> Rows(IEnumerable<Dictionary<string, string>> all) => [.. all.Where(row => row.ContainsKey(first)).Select(row => string.Join(" | ", row.Values))];
    }

    [Fact]
    public void Section_OfASilentProcedure_SaysSoInWordsAndInATone()
    {
        XElement section = Section(Html(BackupSamples.Backup()));

        section.Descendants("span").Where(span => span.Attribute("class")?.Value == "badge bad").Select(span => span.Value).Should().Equal("✗ no", "✗ SILENT", "27, not as promised");
        section.Elements("p").Where(paragraph => paragraph.Attribute("class")?.Value == "notice bad").Select(Said).Should().Equal(
            "1 of 2 faults went unnoticed: who relies on this procedure would learn of it at the restore.", "1 day with more or fewer whole backups than promised; 1 backup gone too early or kept too long.");
    }

    [Fact]
    public void Section_OfADrillThatBrokeOff_SaysSoOnTop()
    {
        XElement first = Section(Html(BackupSamples.Backup())).Elements().ElementAt(1);
        first.Attribute("class")!.Value.Should().Be("notice unsure");
        Said(first).Should().Be("The drill broke off, so what is below is not complete: the time for it was up after 10 min.");
    }

    [Fact]
    public void Section_WithoutAnything_IsOneSentence()
    {
        MarkdownReport.Render(Document with { Backup = null }).Should().Contain("## Backup and restore\n\nNo backup was rehearsed.\n\n## Cutover and rollback");
        MarkdownReport.Render(Document with { Backup = BackupSamples.Nothing() }).Should().Contain("## Backup and restore\n\nNo backup was rehearsed.\n\n## Cutover and rollback");
        MarkdownReport.Render(Document with { Backup = BackupSamples.Nothing() with { Problem = "no server." } })
            .Should().Contain("> **?** The drill broke off, so what is below is not complete: no server.\n\nNo backup was rehearsed.\n");
        Readback.Html(HtmlReport.Render(AuditSamples.Audit())).Descendants("h2").Select(heading => heading.Value).Should().NotContain("Backup and restore");
    }

    [Theory]
    [MemberData(nameof(Odd))]
    public void Section_OfAnyRecord_HoldsNothingThatIsNoFigure(string name)
    {
        XElement html = Html(OddBackups.All[name]);
        string markdown = MarkdownReport.Render(Samples.Rehearsal() with { Backup = OddBackups.All[name] });

        Section(html).Value.Should().NotContainAny("NaN", "Infinity", "∞");
        markdown.Should().NotContainAny("NaN", "Infinity", "∞").And.Contain("## Backup and restore\n\n");
        html.Descendants().Attributes("id").Select(id => id.Value).Should().OnlyHaveUniqueItems();
        System.Text.Encoding.UTF8.GetByteCount(markdown).Should().BeLessThanOrEqualTo(MarkdownReport.Limit);
    }

    [Theory]
    [MemberData(nameof(Odd))]
    public void Pictures_OfAnyRecord_HoldOnlyFiguresInsideTheirFrame(string name)
    {
        foreach (XElement picture in Drawn.Pictures(Html(OddBackups.All[name])))
        {
            double[] box = [.. Drawn.Figures(new XElement("svg", picture.Attribute("viewBox")))];
            Drawn.Figures(picture).Where(figure => !double.IsFinite(figure) || figure < -box[3] || figure > Math.Max(box[2], box[3]) + 1).Should().BeEmpty();
            picture.Descendants().Attributes("d").SelectMany(path => Drawn.Places(path.Value)).Where(place => place.X < 0 || place.X > box[2] || place.Y < 0 || place.Y > box[3]).Should().BeEmpty();
            picture.Parent!.Element("figcaption")!.Element("span")!.Value.Should().EndWith(".");
        }
    }

    [Fact]
    public void Timeline_OfARecovery_HasABarPerPhaseAsLongAsItTook()
    {
        XElement picture = Drawn.Pictures(Section(Html(BackupSamples.Backup())))[0];
        // The line on top of each bar: "M", where it begins, "L", where it ends.
        double[] lengths = [.. Drawn.Of(picture, "path", "line").Select(bar => Drawn.Places(bar.Attribute("d")!.Value).ToArray()).Select(ends => ends[^1].X - ends[0].X)];
        double[] expected = [.. BackupSamples.Backup().Recovery.Select(phase => phase.Milliseconds)];

        lengths.Should().HaveCount(expected.Length);
        lengths.Zip(expected).Should().OnlyContain(pair => Math.Abs((pair.First / lengths.Sum()) - (pair.Second / expected.Sum())) < 0.002);
        Drawn.Of(picture, "path", "line c2").Should().ContainSingle("the longest has a colour of its own");
        picture.Descendants().Where(element => element.Name.LocalName == "text").Select(text => text.Value).Should().Contain("restore: 12.34 s").And.Contain("s since the recovery began");
    }

    [Fact]
    public void Retention_Drawn_MarksSpecialAndWrongDaysByShape()
    {
        XElement picture = Drawn.Pictures(Section(Html(BackupSamples.Backup())))[1];

        Drawn.Of(picture, "circle", "ring").Should().HaveCount(3, "three days were special");
        Drawn.Of(picture, "path", "cross").Should().HaveCount(1, "one day was not as promised");
        picture.Parent!.Element("figcaption")!.Element("span")!.Value.Should().Be("Special days: day 12: the dump fails; day 20: no run; day 27: clock set back.");
    }

    [Fact]
    public void Report_OfManyLongLists_FitsAndKeepsLossAndTimes()
    {
        BackupRecord backup = BackupSamples.Backup();
        FaultResult[] faults = [.. Enumerable.Repeat(new FaultResult("a fault", new string('x', 2000), false), 60)];
        RestoreCase[] cases = [.. Enumerable.Repeat(new RestoreCase("a place", new string('y', 2000), false), 60)];
        Stake[] stakes = [.. Enumerable.Repeat(new Stake(new string('z', 300), "all", "gone"), 200)];
        string report = MarkdownReport.Render(Document with { Backup = backup with { Faults = faults, Cases = cases, NotInTheDump = stakes } });

        System.Text.Encoding.UTF8.GetByteCount(report).Should().BeLessThanOrEqualTo(MarkdownReport.Limit);
        report.Should().Contain("the simulated retention day by day").And.Contain("restore cases, faults and what no dump holds")
            .And.Contain("A disaster 4.1 s after the backup would have lost 12 of 240").And.Contain("| restore | ").And.Contain("**20.79 s**")
            .And.Contain("60 of 60 faults went unnoticed").And.NotContain("| Fault |").And.NotContain("| Day |");
    }

    private static XElement Html(BackupRecord backup) => Readback.Html(HtmlReport.Render(Samples.Rehearsal() with { Backup = backup }));

    private static XElement Section(XElement html) => html.Descendants("section").Single(section => section.Attribute("id")!.Value == "backup");

    private static string Said(XElement notice) => notice.Elements("span").Last().Value;
}
