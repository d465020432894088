using System.Globalization;
using System.Text;
using System.Xml.Linq;
using FluentAssertions;
using Verification.Readiness.Backup;
using Verification.Readiness.Rendering;
using Verification.Readiness.Rendering.BackupReport;
using Verification.Readiness.Verdicts;
using Xunit;

namespace Verification.Readiness.Tests.Rendering.BackupReport;

public sealed class RunbookTests
{
    private static readonly VerdictDocument Document = Samples.Everything();

    public static TheoryData<int> Payloads { get; } = [.. Enumerable.Range(0, Planting.Payloads.Count)];

    public static TheoryData<string> Odd { get; } = [.. OddBackups.All.Keys];

    [Theory]
    [MemberData(nameof(Odd))]
    public void Runbook_OfAnyRecord_IsWrittenOnlyAfterARecoveryFromAnArchive(string name)
    {
        BackupRecord backup = OddBackups.All[name];
        Runbook? runbook = Runbook.Of(Document with { Backup = backup });

        (runbook is not null).Should().Be(backup.Archive is not null && backup.Recovery.Count > 0);
        if (runbook is not null)
        {
            Readback.Html(RunbookHtml.Render(runbook)).Descendants("main").Single().Value.Should().NotContainAny("NaN", "Infinity", "∞");
            RunbookMarkdown.Render(runbook).Should().NotContainAny("NaN", "Infinity", "∞").And.Contain("## Step 10: ");
        }
    }

    [Fact]
    public void Runbook_OfARunWithoutABackup_IsNotWritten() => Runbook.Of(Document with { Backup = null }).Should().BeNull();

    [Fact]
    public void Runbook_OfARehearsal_SaysSoFirst()
    {
        VerdictDocument rehearsal = Samples.Rehearsal() with { Backup = BackupSamples.Backup() };
        string[] markdown = RunbookMarkdown.Render(Runbook.Of(rehearsal)!).Split('\n');
        XElement header = Readback.Html(RunbookHtml.Render(Runbook.Of(rehearsal)!)).Descendants("header").Single();

        markdown[0].Should().Be("# Runbook (rehearsal): restore reference target from a backup");
        markdown[2].Should().Be($"> {Runbook.RehearsalNotice}");
        header.Elements("p").First(paragraph => paragraph.Attribute("class")!.Value == "caveat").Value.Should().Be(Runbook.RehearsalNotice);
        RunbookMarkdown.Render(Runbook.Of(Document)!).Should().NotContain("rehearsal", "the target is a real one");
    }

    [Fact]
    public void Steps_InBothFormats_AreTenAndInTheOrderOfDoing()
    {
        string[] titles =
        [
            "Choose the restore point", "Stop ingest", "Fetch the backup", "Create an empty database", "Restore", "Migrate", "Start", "Verify", "Uploads and SECRET_KEY",
            "Switch connections, and watch for 24 hours",
        ];
        IEnumerable<string> expected = [.. titles.Select((title, index) => $"Step {index + 1}: {title}"), "Times at a glance", "What no dump holds", "What it costs: RPO and RTO", "When not to restore"];
        string markdown = RunbookMarkdown.Render(Runbook.Of(Document)!);

        markdown.Split('\n').Where(line => line.StartsWith("## ", StringComparison.Ordinal)).Select(line => Readback.MarkdownText(line[3..])).Should().Equal(expected);
        Readback.Html(RunbookHtml.Render(Runbook.Of(Document)!)).Descendants("h2").Select(heading => heading.Value).Should().Equal(expected);
    }

    [Fact]
    public void Commands_InBothFormats_CanBeCopiedAsTheyAre()
    {
        string[] commands = [.. BackupSamples.Backup().Recovery.Select(phase => phase.Command).Where(command => command.Length > 0)];
        string markdown = RunbookMarkdown.Render(Runbook.Of(Document)!);

        commands.Should().HaveCount(5).And.Contain(command => command.Contains('\n') && command.Contains('$'));
        Readback.Html(RunbookHtml.Render(Runbook.Of(Document)!)).Descendants("pre").Select(command => command.Value).Should().Equal(commands);
        string.Join('\n', markdown.Split('\n').Where(line => line.StartsWith("    ", StringComparison.Ordinal)).Select(line => line[4..])).Should().Be(string.Join('\n', commands));
    }

    [Theory]
    [InlineData("fetch", "Time: 310 ms, measured. Ten times the data: about 3.1 s, projected in proportion to the size.")]
    [InlineData("restore", "Time: 12.34 s, measured. Ten times the data: about 2 min 3 s, projected in proportion to the size.")]
    [InlineData("create", "Time: 96 ms, measured.")]
    [InlineData("migrate", "Time: 2.15 s, measured.")]
    [InlineData("start", "Time: 5.02 s, measured.")]
    [InlineData("first event", "Time: 870 ms, measured.")]
    public void Step_OfAPhase_SaysWhatItTookAndWhatMoreDataWould(string phase, string expected)
    {
        BackupRecord backup = BackupSamples.Backup();
        BackupRecord alone = backup with { Recovery = [backup.Recovery.Single(one => one.Name == phase)] };
        string[] lines = RunbookMarkdown.Render(Runbook.Of(Document with { Backup = alone })!).Split('\n');

        lines.Where(line => line.StartsWith("Time: ", StringComparison.Ordinal)).Should().BeEquivalentTo([expected, .. Enumerable.Repeat("Time: not measured.", 5)]);
    }

    [Fact]
    public void Phases_OfNoStep_KeepTheirCommands()
    {
        BackupRecord backup = BackupSamples.Backup();
        BackupRecord more = backup with { Recovery = [.. backup.Recovery, new("reindex", "Indexes are built anew.", "reindexdb glitchtip", 500)] };
        RunbookMarkdown.Render(Runbook.Of(Document with { Backup = more })!)
            .Should().Contain("## Also done in the drill\n\n- reindex: Indexes are built anew. (500 ms)\n\nCommand:\n\n    reindexdb glitchtip\n");
    }

    [Fact]
    public void Policy_OfThePage_IsThatOfTheReport()
    {
        Policy(RunbookHtml.Render(Runbook.Of(Document)!)).Should().Be(Policy(HtmlReport.Render(Document))).And.Contain("default-src 'none'");

        static string Policy(string page) => Readback.Html(page).Descendants("meta").Single(meta => meta.Attribute("http-equiv") is not null).Attribute("content")!.Value;
    }

    [Theory]
    [MemberData(nameof(Payloads))]
    public void Html_WithHostileText_KeepsItsStructureAndTheText(int number)
    {
        string payload = Planting.Payloads[number];
        XElement hostile = Readback.Html(RunbookHtml.Render(Planted(payload))), harmless = Readback.Html(RunbookHtml.Render(Planted("harmless")));

        Structure(hostile).Should().Equal(Structure(harmless));
        hostile.Descendants("pre").Should().HaveCount(6).And.OnlyContain(command => command.Value == Inert.Xml(payload).ReplaceLineEndings("\n"));
        hostile.Descendants("dd").Should().Contain(text => text.Value.Contains(Inert.Line(payload)));

        static IEnumerable<string> Structure(XElement root) => root.DescendantsAndSelf().Select(element => $"{element.Name} {string.Join(' ', element.Attributes())}");
    }

    [Theory]
    [MemberData(nameof(Payloads))]
    public void Markdown_WithHostileText_KeepsItsStructureAndCommandsAreCode(int number)
    {
        string payload = Planting.Payloads[number];
        string[] hostile = RunbookMarkdown.Render(Planted(payload)).Split('\n'), harmless = RunbookMarkdown.Render(Planted("harmless")).Split('\n');

        Readback.MarkdownActive(Text(hostile)).Should().Be(Readback.MarkdownActive(Text(harmless)), "nothing that acts in Markdown may come from the text");
        Readback.MarkdownText(Text(hostile)).Replace(Inert.Line(payload), "harmless", StringComparison.Ordinal).Should().Be(Readback.MarkdownText(Text(harmless)));
        // Indented by four after a line of our own and a blank one, text is code: nothing in it acts.
        string code = string.Join('\n', Inert.Xml(payload).Split('\n').Select(line => $"    {line}".TrimEnd()));
        string.Join('\n', hostile).Split($"{Runbook.CommandLabel}\n\n{code}\n\n").Should().HaveCount(7, "there are six commands");
        // The word joiner is ours: it is what keeps GitHub from linking.
        string.Concat(hostile).Replace("\u2060", "", StringComparison.Ordinal).EnumerateRunes()
            .Where(rune => Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.Format).Should().BeEmpty();

        static string Text(string[] lines) => string.Join('\n', lines.Where(line => !line.StartsWith("    ", StringComparison.Ordinal)));
    }

    private static Runbook Planted(string text) => Runbook.Of(Planting.Plant(Document, text))!;
}
