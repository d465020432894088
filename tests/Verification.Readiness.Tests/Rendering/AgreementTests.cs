using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using FluentAssertions;
using Verification.Readiness.Ledger;
using Verification.Readiness.Rendering;
using Verification.Readiness.Verdicts;
using Xunit;

namespace Verification.Readiness.Tests.Rendering;

/// <summary>Reads all outputs of one run back: they have to say the same.</summary>
public sealed class AgreementTests
{
    public static TheoryData<string> Documents { get; } = ["everything", "rehearsal", "audit", "rubric"];

    private static VerdictDocument Of(string name) => name switch
    {
        "everything" => Samples.Everything(),
        "rehearsal" => Samples.Rehearsal(),
        "audit" => AuditSamples.Audit(),
        _ => AuditSamples.Rubric(),
    };

    [Theory]
    [MemberData(nameof(Documents))]
    public void Verdict_InEveryOutput_IsTheSame(string name)
    {
        VerdictDocument document = Of(name);
        XElement html = Readback.Html(HtmlReport.Render(document));

        MarkdownReport.Render(document).Split('\n')[0][4..].Should().Be(document.Verdict);
        html.Descendants("h1").Single().Elements("span").Last().Value.Should().Be(document.Verdict);
        html.Descendants("title").Single().Value.Should().StartWith(document.Verdict + " ");
        Property(document, "verdict").Should().Equal(document.Verdict);
        Readback.Terminal(TerminalSummary.Render(document, "report.html")).Verdict.Should().Be(document.Verdict);
        Written(document).GetProperty("verdict").GetString().Should().Be(document.Verdict);
    }

    [Theory]
    [MemberData(nameof(Documents))]
    public void Score_InEveryOutput_IsTheSame(string name)
    {
        VerdictDocument document = Of(name);
        string printed = $"{Written(document).GetProperty("score").GetProperty("total").GetRawText()} ({document.Score.Grade})";
        (string _, double score, string grade, string _) = Readback.Terminal(TerminalSummary.Render(document, "report.html"));

        MarkdownReport.Render(document).Should().Contain($"\n**{printed}** out of 100");
        Readback.Html(HtmlReport.Render(document)).Descendants("section").Single(section => (string?)section.Attribute("id") == "score")
            .Descendants("strong").First().Value.Should().Be(printed);
        Property(document, "score").Should().Equal(Numbers.Figure(document.Score.Total));
        Property(document, "grade").Should().Equal(document.Score.Grade);
        $"{Numbers.Figure(score)} ({grade})".Should().Be(printed);
    }

    [Theory]
    [MemberData(nameof(Documents))]
    public void MeasuredFigures_InEveryOutput_AreTheSame(string name)
    {
        VerdictDocument document = Of(name);
        Dictionary<string, string> expected = Written(document).GetProperty("checks").EnumerateArray().ToDictionary(Id, Measured);

        Column(Readback.MarkdownRows(MarkdownReport.Render(document))).Should().Equal(expected);
        Column(Readback.HtmlRows(Readback.Html(HtmlReport.Render(document)))).Should().Equal(expected);
        Cases(document).ToDictionary(check => check.Attribute("name")!.Value, check => Line(check, "measured")).Should().Equal(expected);

        static string Id(JsonElement check) => check.GetProperty("id").GetString()!;
        static string Measured(JsonElement check) => check.GetProperty("measured").ValueKind == JsonValueKind.Null
            ? "not measured"
            : $"{check.GetProperty("measured").GetRawText()} {check.GetProperty("unit").GetString()}";
        static Dictionary<string, string> Column(IEnumerable<Dictionary<string, string>> rows) =>
            rows.Where(row => row.ContainsKey("Measured")).ToDictionary(row => row["Check"], row => row["Measured"]);
    }

    [Theory]
    [MemberData(nameof(Documents))]
    public void ThresholdsSamplesAndOutcomes_InEveryOutput_AreTheSame(string name)
    {
        VerdictDocument document = Of(name);
        Dictionary<string, string> expected = document.Checks.ToDictionary(
            check => check.Id, check => $"{check.Threshold}, {check.Samples}, {check.Outcome.ToString().ToLowerInvariant()}");

        Column(Readback.MarkdownRows(MarkdownReport.Render(document))).Should().Equal(expected);
        Column(Readback.HtmlRows(Readback.Html(HtmlReport.Render(document)))).Should().Equal(expected);
        Cases(document).ToDictionary(check => check.Attribute("name")!.Value, check => $"{Line(check, "threshold")}, {Line(check, "samples")}")
            .Should().Equal(expected.ToDictionary(entry => entry.Key, entry => entry.Value[..entry.Value.LastIndexOf(',')]));

        static Dictionary<string, string> Column(IEnumerable<Dictionary<string, string>> rows) =>
            rows.Where(row => row.ContainsKey("Measured")).ToDictionary(row => row["Check"], row => $"{row["Threshold"]}, {row["Samples"]}, {row["Outcome"].Split(' ')[1]}");
    }

    [Theory]
    [MemberData(nameof(Documents))]
    public void Counts_InEveryOutput_AreTheSame(string name)
    {
        VerdictDocument document = Of(name);
        int passed = document.Checks.Count(check => check.Outcome == Outcome.Pass);
        string[] expected = [$"{document.Blockers.Count}", $"{document.Inconclusive.Count}", $"{document.Conditions.Count}", $"{passed} of {document.Checks.Count}"];
        XElement html = Readback.Html(HtmlReport.Render(document));
        string terminal = TerminalSummary.Render(document, "report.html");

        html.Descendants("dl").First().Descendants("dd").Select(figure => figure.Value).Should().Equal(expected);
        Regex.Match(MarkdownReport.Render(document), @"Blockers \*\*(\d+)\*\* · Inconclusive \*\*(\d+)\*\* · Conditions \*\*(\d+)\*\* · Checks passed \*\*(.+)\*\*")
            .Groups.Values.Skip(1).Select(group => group.Value).Should().Equal(expected);
        Regex.Matches(terminal, @"^(?:Blockers|Inconclusive|Conditions): (\d+)", RegexOptions.Multiline).Select(line => line.Groups[1].Value).Should().Equal(expected[..3]);
        XElement junit = XElement.Parse(JUnitReport.Render(document));
        ((int)junit.Attribute("failures")!).Should().Be(document.Blockers.Count);
        ((int)junit.Attribute("tests")!).Should().Be(document.Checks.Count);
    }

    [Fact]
    public void Ledger_InBothReports_HoldsEveryClassWithItsCount()
    {
        VerdictDocument document = Samples.Everything();
        Dictionary<string, string> expected = Enum.GetValues<DeliveryClass>()
            .ToDictionary(delivery => delivery.ToString(), delivery => document.Ledger!.Classes.GetValueOrDefault(delivery).ToString(CultureInfo.InvariantCulture));

        Column(Readback.MarkdownRows(MarkdownReport.Render(document))).Should().Equal(expected);
        Column(Readback.HtmlRows(Readback.Html(HtmlReport.Render(document)))).Should().Equal(expected);

        static Dictionary<string, string> Column(IEnumerable<Dictionary<string, string>> rows) =>
            rows.Where(row => row.ContainsKey("Class")).ToDictionary(row => row["Class"], row => row["Events"]);
    }

    [Fact]
    public void Arithmetic_OfEachCategory_IsRightWhenAddedUpAgain()
    {
        VerdictDocument document = Samples.Everything();
        List<Dictionary<string, string>> rows = [.. Readback.MarkdownRows(MarkdownReport.Render(document)).Where(row => row.ContainsKey("Arithmetic") && row["Score"] != "not asked")];

        rows.Should().HaveCount(4);
        foreach (Dictionary<string, string> row in rows)
        {
            double[] terms = [.. row["Arithmetic"].Split('=')[0].Split(" - ").Select(term => double.Parse(term, CultureInfo.InvariantCulture))];
            (terms[0] - terms[1..].Sum()).Should().Be(double.Parse(row["Score"], CultureInfo.InvariantCulture), "that is what {0} prints", row["Category"]);
        }
    }

    private static JsonElement Written(VerdictDocument document) => JsonSerializer.SerializeToElement(document, Json.Document);

    private static IEnumerable<XElement> Cases(VerdictDocument document) => XElement.Parse(JUnitReport.Render(document)).Descendants("testcase");

    private static string Line(XElement check, string name) =>
        check.Element("system-out")!.Value.Split('\n').Single(line => line.StartsWith($"{name}: ", StringComparison.Ordinal))[(name.Length + 2)..];

    private static IEnumerable<string> Property(VerdictDocument document, string name) =>
        XElement.Parse(JUnitReport.Render(document)).Descendants("property").Where(property => (string?)property.Attribute("name") == name)
            .Select(property => property.Attribute("value")!.Value).Distinct();
}
