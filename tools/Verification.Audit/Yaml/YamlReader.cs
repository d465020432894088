using Verification.Readiness.Evidence;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Verification.Audit.Yaml;

/// <summary>Reads YAML into nodes that know their place, within limits; every error is one sentence with file and line.</summary>
public static class YamlReader
{
    // Compose's own library is more patient with text within brackets and quotes that goes on too far to the left.
    private const string Indent = "indent what stands within brackets and quotes further than the key above it, and quote text that holds brackets";

    /// <summary>The documents of a file in order; empty when it holds nothing but comments.</summary>
    public static IReadOnlyList<YamlNode> Documents(string file, string text, YamlLimits? limits = null)
    {
        limits ??= YamlLimits.Default;
        text = TextCheck.Clean(file, text, limits.Characters);
        Parser parser = new(new Scanner(new StringReader(text), skipComments: true));
        try
        {
            IReadOnlyList<YamlNode> documents = [.. Read(parser, file, limits)];
            RefuseTab(file, text, documents);
            return documents;
        }
        catch (YamlException error)
        {
            int? tab = TabLine(text, Line(error.Start));
            throw Refusal.At(
                new Place(file, tab ?? Line(error.Start)), $"this is not valid YAML ({Reason(error)})",
                tab is not null ? "indent with spaces, since YAML knows no tabs"
                    : error.Message.Contains("wrong indentation", StringComparison.Ordinal) ? Indent : "correct the line or the one above it", error);
        }
        catch (Exception error) when (error is ArgumentException or InvalidOperationException or OverflowException or FormatException or IndexOutOfRangeException)
        {
            // The scanner trips over some escapes, and over a bracket in a text without quotes, without saying so in its own type.
            throw Refusal.At(
                new Place(file, Line(parser.Current?.End ?? Mark.Empty)), "this is not valid YAML (a text within brackets, or an escape, breaks off here or below)", Indent, error);
        }
    }

    internal static int Line(Mark mark) => (int)Math.Clamp(mark.Line, 1, int.MaxValue);

    private static IEnumerable<YamlNode> Read(Parser parser, string file, YamlLimits limits)
    {
        int documents = 0;
        int nodes = 0;
        while (parser.MoveNext())
        {
            if (parser.Current is not DocumentStart start)
            {
                continue;
            }

            if (++documents > limits.Documents)
            {
                throw Refusal.At(new Place(file, Line(start.Start)), $"the file holds more than {limits.Documents} documents", "give the right file");
            }

            parser.MoveNext();
            DocumentBuilder builder = new(file, parser, limits, nodes);
            YamlNode root = builder.Build();
            nodes = builder.Nodes;
            yield return root;
        }
    }

    private static string Reason(YamlException error)
    {
        string message = error.InnerException is YamlException inner ? inner.Message : error.Message;
        string line = message.ReplaceLineEndings(" ").TrimEnd('.', ' ');
        return line.Length > 160 ? line[..160] : line;
    }

    // The scanner lets a tab pass before the very first key.
    private static void RefuseTab(string file, string text, IReadOnlyList<YamlNode> documents)
    {
        if (text.Contains('\t', StringComparison.Ordinal) && documents.Select(root => root.Place.Line).Select(line => TabLine(text, line) == line ? line : 0).FirstOrDefault(line => line > 0) is > 0 and var found)
        {
            throw Refusal.At(new Place(file, found), "the line begins with a tab", "indent with spaces, since YAML knows no tabs");
        }
    }

    // The scanner names the line on which the mapping began, and people look for the tab.
    private static int? TabLine(string text, int from)
    {
        string[] lines = text.Split('\n');
        int index = Array.FindIndex(lines, Math.Min(from, lines.Length) - 1, line => line.TrimStart(' ').StartsWith('\t') && line.Trim().Length > 0);
        return index >= 0 && index - from < 2 ? index + 1 : null;
    }
}
