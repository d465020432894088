using System.Globalization;
using System.Xml.Linq;

namespace Verification.Readiness.Rendering.Pictures;

/// <summary>Elements of a picture; positions are to a tenth, because nobody sees more and every digit is a byte.</summary>
internal static class Svg
{
    private static readonly XNamespace Space = "http://www.w3.org/2000/svg";

    public static XElement Of(string name, params object?[] content) => new(Space + name, content);

    public static XAttribute At(string name, double value) => new(name, Figure(value));

    public static XAttribute Class(string name) => new("class", name);

    public static XElement Text(double x, double y, string kind, string text) => Of("text", At("x", x), At("y", y), Class(kind), Inert.Html(text));

    public static XElement Stroke(string kind, string path) => Of("path", Class(kind), new XAttribute("d", path));

    public static XElement Box(string kind, double x, double y, double width, double height) =>
        Of("rect", Class(kind), At("x", x), At("y", y), At("width", Math.Max(0, width)), At("height", height));

    public static string Place(double x, double y) => $"{Figure(x)} {Figure(y)}";

    public static string Figure(double value)
    {
        double rounded = Numbers.Rounded(value, 1);
        return rounded == 0 ? "0" : rounded.ToString(CultureInfo.InvariantCulture);
    }
}
