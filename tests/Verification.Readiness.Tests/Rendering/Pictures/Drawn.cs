using System.Globalization;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Verification.Readiness.Tests.Rendering.Pictures;

/// <summary>Reads pictures back, knowing nothing of how they were drawn.</summary>
internal static partial class Drawn
{
    private static readonly HashSet<string> Words = ["class", "id", "role", "aria-labelledby", "aria-hidden", "xmlns"];

    /// <summary>All pictures of a report; samples in legends are none.</summary>
    public static IReadOnlyList<XElement> Pictures(XElement html) => [.. html.Descendants("figure").Elements().Where(element => element.Attribute("role")?.Value == "img")];

    /// <summary>Every figure in the geometry of an element and those in it.</summary>
    public static IEnumerable<double> Figures(XElement picture) => picture.DescendantsAndSelf().Attributes().Where(attribute => !Words.Contains(attribute.Name.LocalName))
        .SelectMany(attribute => Separators().Split(attribute.Value)).Where(part => part.Length > 0).Select(part => double.Parse(part, NumberStyles.Float, CultureInfo.InvariantCulture));

    /// <summary>The places of a path that are given absolutely.</summary>
    public static IEnumerable<(double X, double Y)> Places(string path) => Place().Matches(path).Select(match => (Figure(match.Groups[1].Value), Figure(match.Groups[2].Value)));

    /// <summary>Where texts of a class stand.</summary>
    public static IEnumerable<(double X, double Y)> Texts(XElement picture, string kind) => Of(picture, "text", kind).Select(text => (Number(text, "x"), Number(text, "y")));

    /// <summary>Elements of that name whose class begins so.</summary>
    public static IEnumerable<XElement> Of(XElement picture, string name, string kind) =>
        picture.Descendants().Where(element => element.Name.LocalName == name && $"{element.Attribute("class")?.Value} ".StartsWith($"{kind} ", StringComparison.Ordinal));

    public static double Number(XElement element, string name) => Figure(element.Attribute(name)!.Value);

    private static double Figure(string text) => double.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"[A-Za-z\s]+")]
    private static partial Regex Separators();

    [GeneratedRegex(@"[ML](-?[\d.]+) (-?[\d.]+)")]
    private static partial Regex Place();
}
