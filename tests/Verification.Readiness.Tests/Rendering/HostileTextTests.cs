using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using FluentAssertions;
using Verification.Readiness.Rendering;
using Verification.Readiness.Verdicts;
using Xunit;

namespace Verification.Readiness.Tests.Rendering;

/// <summary>Plants hostile text everywhere: a report's structure must be that of the same report with a harmless word in those places.</summary>
public sealed class HostileTextTests
{
    private const string Harmless = "harmless";

    private static readonly ConcurrentDictionary<(bool Audit, int Number), VerdictDocument> Hostile = new();

    // What every payload is held against is rendered once.
    private static readonly Dictionary<bool, VerdictDocument> Documents = new() { [false] = Planted(false, Harmless), [true] = Planted(true, Harmless) };
    private static readonly Dictionary<bool, XElement> HtmlReports = Documents.ToDictionary(entry => entry.Key, entry => Readback.Html(HtmlReport.Render(entry.Value)));
    private static readonly Dictionary<bool, string> MarkdownReports = Documents.ToDictionary(entry => entry.Key, entry => MarkdownReport.Render(entry.Value));

    // By number, so that no runner has to print or serialise them.
    public static TheoryData<bool, int> Payloads { get; } = new(new[] { false, true }.SelectMany(audit => Enumerable.Range(0, Planting.Payloads.Count).Select(number => (audit, number))));

    [Theory]
    [MemberData(nameof(Payloads))]
    public void Html_WithHostileText_KeepsItsStructureAndTheText(bool audit, int number)
    {
        XElement hostile = Readback.Html(HtmlReport.Render(Planted(audit, number)));
        XElement harmless = HtmlReports[audit];

        Structure(hostile).Should().Equal(Structure(harmless));
        hostile.Descendants("dd").Select(text => text.Value).Should().Contain(Inert.Line(Planting.Payloads[number]));
        Texts(hostile, Inert.Line(Planting.Payloads[number])).Should().Equal(Texts(harmless, Harmless));
    }

    [Theory]
    [MemberData(nameof(Payloads))]
    public void JUnit_WithHostileText_KeepsItsStructureAndTheText(bool audit, int number)
    {
        // The same id everywhere would make the one waiver stand for every check.
        XElement hostile = XElement.Parse(JUnitReport.Render(Planted(audit, number) with { Conditions = [] }));
        XElement harmless = XElement.Parse(JUnitReport.Render(Documents[audit] with { Conditions = [] }));
        string text = Inert.Xml(Planting.Payloads[number]);

        Names(hostile).Should().Equal(Names(harmless));
        hostile.Descendants("testcase").First().Attribute("name")!.Value.Should().Be(text);
        hostile.Descendants("failure").First().Value.Should().Contain(text);
        Texts(hostile, text).Should().Equal(Texts(harmless, Harmless));
    }

    [Theory]
    [MemberData(nameof(Payloads))]
    public void Markdown_WithHostileText_KeepsItsStructureAndTheText(bool audit, int number)
    {
        string hostile = MarkdownReport.Render(Planted(audit, number));
        string harmless = MarkdownReports[audit];

        Readback.MarkdownActive(hostile).Should().Be(Readback.MarkdownActive(harmless), "nothing that acts in Markdown may come from the text");
        Readback.MarkdownText(hostile).Replace(Inert.Line(Planting.Payloads[number]), Harmless, StringComparison.Ordinal).Should().Be(Readback.MarkdownText(harmless));
        string seen = Readback.MarkdownText(hostile.Replace('\u2060', '‸'));
        Regex.Matches(seen, @"@\w|://|www\.|#\d|GH-\d", RegexOptions.IgnoreCase).Should().BeEmpty("GitHub links these without any markup");
    }

    [Theory]
    [MemberData(nameof(Payloads))]
    public void Terminal_WithHostileText_KeepsItsLines(bool audit, int number)
    {
        string[] hostile = TerminalSummary.Render(Planted(audit, number), "report.html").Split('\n');
        string[] harmless = TerminalSummary.Render(Documents[audit], "report.html").Split('\n');

        hostile.Should().HaveSameCount(harmless);
        hostile[^2].Should().EndWith(" · report.html");
        hostile.Should().NotContain(line => line.TrimStart().StartsWith("::") || line.Contains("##["));
    }

    [Theory]
    [MemberData(nameof(Payloads))]
    public void EveryOutput_WithHostileText_HoldsNoInvisibleCharacter(bool audit, int number)
    {
        VerdictDocument document = Planted(audit, number);
        string[] outputs =
        [
            HtmlReport.Render(document), JUnitReport.Render(document), TerminalSummary.Render(document, "report.html"), SarifReport.Render(document),
            // The word joiner is ours: it is what keeps GitHub from linking.
            MarkdownReport.Render(document).Replace("\u2060", "", StringComparison.Ordinal),
        ];
        outputs.SelectMany(output => output.EnumerateRunes()).Where(Invisible).Should().BeEmpty();
    }

    private static bool Invisible(Rune rune) =>
        rune.Value != '\n' && Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator;

    private static VerdictDocument Planted(bool audit, int number) => Hostile.GetOrAdd((audit, number), key => Planted(key.Audit, Planting.Payloads[key.Number]));

    private static VerdictDocument Planted(bool audit, string text) => Planting.Plant(audit ? AuditSamples.Audit() : Samples.Everything(), text);

    private static IEnumerable<string> Structure(XElement root) =>
        root.DescendantsAndSelf().Select(element => $"{element.Name} {string.Join(' ', element.Attributes())}");

    private static IEnumerable<string> Names(XElement root) =>
        root.DescendantsAndSelf().Select(element => $"{element.Name} {string.Join(' ', element.Attributes().Select(attribute => attribute.Name))}");

    private static IEnumerable<string> Texts(XElement root, string planted) =>
        root.DescendantNodes().OfType<XText>().Select(text => text.Value.Replace(planted, "_", StringComparison.Ordinal).Trim());
}
