using System.Globalization;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Verification.Readiness.Catalogues;

/// <summary>A YAML mapping read strictly: every error names the file and the line, and a key that nobody asked for is an error.</summary>
internal sealed class YamlMapping(string path, YamlMappingNode node)
{
    private readonly HashSet<string> _read = new(StringComparer.Ordinal);

    /// <summary>Reads a document whose root is a mapping, or null when the document is empty.</summary>
    public static YamlMapping? Parse(string path, string text)
    {
        try
        {
            text = text.TrimStart('\uFEFF');
            RejectTraps(path, text);
            YamlStream stream = new();
            stream.Load(new StringReader(text));
            if (stream.Documents.Count == 0)
            {
                return null;
            }

            if (stream.Documents.Count > 1)
            {
                throw new InputException($"{path}:{stream.Documents[1].RootNode.Start.Line}: a second document begins here, but only one is read; remove it.");
            }

            return stream.Documents[0].RootNode is YamlMappingNode mapping
                ? new YamlMapping(path, mapping)
                : throw new InputException($"{path}:1: expected keys and values at the top of the file.");
        }
        catch (YamlException error)
        {
            throw new InputException($"{path}:{error.Start.Line}: not valid YAML ({error.Message}).", error);
        }
    }

    // Aliases can make a page of text grow without bound, and nesting without bound exhausts the stack, which no handler
    // survives; files as plain as these need neither.
    private static void RejectTraps(string path, string text)
    {
        // The parser's own message about a tab names the first line of the mapping, not the line of the tab.
        int tab = Array.FindIndex(text.Split('\n'), line => line.StartsWith('\t'));
        if (tab >= 0)
        {
            throw new InputException($"{path}:{tab + 1}: indented with a tab, where YAML allows only spaces.");
        }

        Parser parser = new(new StringReader(text));
        for (int depth = 0; parser.MoveNext(); depth += parser.Current!.NestingIncrease)
        {
            if (parser.Current is YamlDotNet.Core.Events.AnchorAlias alias)
            {
                throw new InputException($"{path}:{alias.Start.Line}: aliases such as '*{alias.Value}' are not read here; write the value out.");
            }

            if (depth > DeepestNesting)
            {
                throw new InputException($"{path}:{parser.Current!.Start.Line}: nested more than {DeepestNesting} levels deep; these files need three.");
            }
        }
    }

    private const int DeepestNesting = 20;

    public string Text(string key) => Optional(key) ?? throw Error(node, $"the key '{key}' is missing or empty");

    public string? Optional(string key) => Child(key) switch
    {
        null => null,
        YamlScalarNode scalar => string.IsNullOrWhiteSpace(scalar.Value) ? null : scalar.Value.Trim(),
        YamlNode other => throw Error(other, $"'{key}' must be plain text"),
    };

    public bool Has(string key) => Child(key) is not null;

    public bool Flag(string key) => Text(key) switch
    {
        "true" => true,
        "false" => false,
        string other => throw Error(Child(key)!, $"'{key}' is '{other}' but must be true or false"),
    };

    public IReadOnlyList<string> Texts(string key) => Child(key) is YamlSequenceNode { Children.Count: > 0 } list
        ? [.. list.Children.Select(item => (item as YamlScalarNode)?.Value ?? throw Error(item, $"each entry of '{key}' must be plain text"))]
        : throw Error(Child(key) ?? node, $"'{key}' must be a list with at least one entry");

    /// <summary>Every key with its value, for mappings whose keys are free.</summary>
    public IEnumerable<(string Key, YamlNode Value)> Entries() => node.Children
        .Select(child => (child.Key is YamlScalarNode { Value: string name } ? name : throw Error(child.Key, "a key must be plain text"), child.Value));

    public double Number(string key) =>
        double.TryParse(Text(key), NumberStyles.Float, CultureInfo.InvariantCulture, out double value) && double.IsFinite(value)
            ? value
            : throw Error(Child(key)!, $"'{key}' must be a number");

    public int WholeNumber(string key) =>
        int.TryParse(Text(key), NumberStyles.None, CultureInfo.InvariantCulture, out int value)
            ? value
            : throw Error(Child(key)!, $"'{key}' must be a whole number that is not negative");

    public DateOnly Date(string key) =>
        DateOnly.TryParseExact(Text(key), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out DateOnly date)
            ? date
            : throw Error(Child(key)!, $"'{key}' must be a date such as 2026-12-31");

    public T Word<T>(string key) where T : struct, Enum => ParseWord<T>(Text(key), Child(key)!, key);

    public IReadOnlyList<T> Words<T>(string key) where T : struct, Enum =>
        Child(key) is YamlSequenceNode { Children.Count: > 0 } list
            ? [.. list.Children.Select(item => ParseWord<T>((item as YamlScalarNode)?.Value ?? "", item, key))]
            : throw Error(Child(key) ?? node, $"'{key}' must be a list with at least one of {Choices<T>()}");

    public YamlMapping Mapping(string key) =>
        Child(key) is YamlMappingNode child ? new YamlMapping(path, child) : throw Error(Child(key) ?? node, $"'{key}' must hold keys and values");

    public IReadOnlyList<YamlMapping> List(string key) => Child(key) switch
    {
        null => [],
        YamlSequenceNode list => [.. list.Children.Select(item => item is YamlMappingNode child
            ? new YamlMapping(path, child)
            : throw Error(item, $"each entry of '{key}' must hold keys and values"))],
        YamlScalarNode { Value: null or "" } => [],
        YamlNode other => throw Error(other, $"'{key}' must be a list"),
    };

    /// <summary>Fails on the first key that was not asked for, so that a typing error can't silently switch something off.</summary>
    public void RejectUnread()
    {
        foreach (YamlNode key in node.Children.Keys)
        {
            if (key is not YamlScalarNode { Value: string name } || !_read.Contains(name))
            {
                throw Error(key, $"the key '{key}' is not known here");
            }
        }
    }

    public InputException Error(string message, string? key = null) => Error((key is null ? null : Child(key)) ?? node, message);

    private YamlNode? Child(string key)
    {
        _read.Add(key);
        return node.Children.TryGetValue(new YamlScalarNode(key), out YamlNode? child) ? child : null;
    }

    private T ParseWord<T>(string text, YamlNode at, string key) where T : struct, Enum =>
        text.All(char.IsLetter) && Enum.TryParse(text, ignoreCase: true, out T value)
            ? value
            : throw Error(at, $"'{key}' is '{text}' but must be one of {Choices<T>()}");

    private static string Choices<T>() where T : struct, Enum =>
        string.Join(", ", Enum.GetNames<T>().Select(name => char.ToLowerInvariant(name[0]) + name[1..]));

    private InputException Error(YamlNode at, string message) => new($"{path}:{at.Start.Line}: {message}.");
}
