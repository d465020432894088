using System.Text.RegularExpressions;
using System.Xml;
using System.Xml.Linq;

namespace Verification.Readiness.Tests.Rendering;

/// <summary>Reads reports back the way a reader would, knowing nothing of how they were written.</summary>
internal static partial class Readback
{
    /// <summary>The HTML report as the XML that it also is.</summary>
    public static XElement Html(string report)
    {
        using XmlReader reader = XmlReader.Create(new StringReader(report), new XmlReaderSettings { DtdProcessing = DtdProcessing.Ignore });
        return XElement.Load(reader);
    }

    /// <summary>All tables of the HTML report: each row as cells by column, the second line of a cell left out.</summary>
    public static IReadOnlyList<Dictionary<string, string>> HtmlRows(XElement html) =>
    [
        .. html.Descendants("tbody").Elements("tr").Select(row => row.Elements("td").ToDictionary(
            cell => cell.Attribute("data-label")!.Value, cell => cell.Element("div")!.Elements("span").First().Value)),
    ];

    /// <summary>All tables of the Markdown report: each row as cells by column, the second line of a cell left out.</summary>
    public static IReadOnlyList<Dictionary<string, string>> MarkdownRows(string report)
    {
        List<Dictionary<string, string>> rows = [];
        string[] columns = [];
        string[] lines = report.Split('\n');
        for (int index = 0; index < lines.Length; index++)
        {
            if (!lines[index].StartsWith('|'))
            {
                continue;
            }

            string[] cells = [.. lines[index].Trim('|').Split('|').Select(cell => MarkdownText(cell.Split("<br>")[0].Trim()))];
            if (lines[index + 1].StartsWith("| --- |", StringComparison.Ordinal))
            {
                columns = cells;
                index++;
                continue;
            }

            rows.Add(columns.Zip(cells).ToDictionary(pair => pair.First, pair => pair.Second));
        }

        return rows;
    }

    /// <summary>Markdown without its escapes: what a reader sees.</summary>
    public static string MarkdownText(string markdown) => Escape().Replace(markdown, escape => escape.Value switch
    {
        "&lt;" => "<",
        "&gt;" => ">",
        "&#124;" => "|",
        "&amp;" => "&",
        "\u2060" => "",
        string other => other[1..],
    });

    /// <summary>The characters that act in Markdown, in order; escaped ones are not among them.</summary>
    public static string MarkdownActive(string markdown) => Inactive().Replace(Escape().Replace(markdown, ""), "");

    /// <summary>The last line of the terminal's summary, in its parts.</summary>
    public static (string Verdict, double Score, string Grade, string Path) Terminal(string summary)
    {
        Match last = LastLine().Match(summary.TrimEnd('\n').Split('\n')[^1]);
        return (last.Groups[1].Value, double.Parse(last.Groups[2].Value, System.Globalization.CultureInfo.InvariantCulture), last.Groups[3].Value, last.Groups[4].Value);
    }

    [GeneratedRegex(@"\\[!-/:-@\[-`{-~]|&(?:lt|gt|amp|#124);|\u2060")]
    private static partial Regex Escape();

    [GeneratedRegex(@"[^\\\[\]<>`*~|#$&\n]")]
    private static partial Regex Inactive();

    [GeneratedRegex(@"^(.+) · score ([0-9.]+) \((.+)\) · (.+)$")]
    private static partial Regex LastLine();
}
