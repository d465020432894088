using System.Text;
using Verification.Audit.Compose;
using Verification.Audit.Yaml;

namespace Verification.Audit.Tests.Compose;

/// <summary>Deployment folders in memory, and trees on one line.</summary>
internal static class Folder
{
    /// <summary>A folder of files given as (path, text).</summary>
    public static MemoryFiles Of(params (string Path, string Text)[] files) => new(files.ToDictionary(file => file.Path, file => file.Text));

    /// <summary>The project of a folder with this compose.yaml and, if given, this .env.</summary>
    public static ComposeProject Read(string compose, string? dotEnv = null) =>
        ComposeReader.Read(dotEnv is null ? Of(("compose.yaml", compose)) : Of(("compose.yaml", compose), (".env", dotEnv)));

    /// <summary>The service "web" with an image and these lines in it.</summary>
    public static ComposeService Web(string lines, string more = "", string? dotEnv = null) =>
        Read($"services:\n  web:\n    image: web:1\n{Indent(lines, 4)}\n{more}", dotEnv).Service("web")!;

    /// <summary>Reads files and gives the project.</summary>
    public static ComposeProject ReadAll(params (string Path, string Text)[] files) => ComposeReader.Read(Of(files));

    /// <summary>A tree on one line: mappings in braces, lists in brackets, text in quotes only where it is no text to YAML.</summary>
    public static string Flow(YamlNode? node)
    {
        StringBuilder line = new();
        Write(node, line);
        return line.ToString();
    }

    private static void Write(YamlNode? node, StringBuilder line)
    {
        switch (node)
        {
            case YamlMapping mapping:
                Join(line, '{', '}', mapping.Entries, entry =>
                {
                    line.Append(entry.Key).Append(": ");
                    Write(entry.Value, line);
                });
                break;
            case YamlSequence list:
                Join(line, '[', ']', list.Items, item => Write(item, line));
                break;
            case YamlScalar { Kind: ScalarKind.Text } text:
                line.Append(text.Text.Length == 0 ? "''" : text.Text);
                break;
            case YamlScalar scalar:
                line.Append('<').Append(scalar.IsNull ? "null" : scalar.AsText).Append('>');
                break;
            default:
                line.Append("absent");
                break;
        }
    }

    private static void Join<T>(StringBuilder line, char open, char close, IReadOnlyList<T> items, Action<T> write)
    {
        line.Append(open);
        for (int index = 0; index < items.Count; index++)
        {
            line.Append(index == 0 ? "" : ", ");
            write(items[index]);
        }

        line.Append(close);
    }

    private static string Indent(string lines, int by) => string.Join('\n', lines.Split('\n').Select(line => new string(' ', by) + line));
}
