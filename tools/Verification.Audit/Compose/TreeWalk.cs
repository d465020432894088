using Verification.Audit.Yaml;

namespace Verification.Audit.Compose;

/// <summary>Finding nodes in a tree by a written path.</summary>
public static class TreeWalk
{
    /// <summary>The node at keys and list positions joined by dots, such as "ports.0.target"; null when it isn't there.</summary>
    public static YamlNode? At(this YamlNode node, string path) => node.At(path.Split('.'));

    /// <summary>The node at keys and list positions, for keys that hold dots themselves; null when it isn't there.</summary>
    public static YamlNode? At(this YamlNode node, IEnumerable<string> path)
    {
        YamlNode? current = node;
        foreach (string step in path)
        {
            current = current switch
            {
                YamlMapping mapping => mapping[step],
                YamlSequence sequence when int.TryParse(step, out int index) && index >= 0 => sequence.Items.ElementAtOrDefault(index),
                _ => null,
            };
        }

        return current;
    }

    /// <summary>The text of a scalar that is not null; null otherwise.</summary>
    public static string? Text(this YamlNode? node) => node is YamlScalar { Kind: not ScalarKind.Nothing } scalar ? scalar.AsText : null;

    /// <summary>Whether two trees say the same, wherever they were written and in whatever order their keys stand.</summary>
    internal static bool SameContent(YamlNode one, YamlNode other) => (one, other) switch
    {
        (YamlScalar left, YamlScalar right) => left.Kind == right.Kind && left.AsText == right.AsText,
        (YamlSequence left, YamlSequence right) => left.Items.Count == right.Items.Count && left.Items.Zip(right.Items).All(pair => SameContent(pair.First, pair.Second)),
        (YamlMapping left, YamlMapping right) => left.Entries.Count == right.Entries.Count
            && left.Entries.All(entry => right[entry.Key] is { } value && SameContent(entry.Value, value)),
        _ => false,
    };

    /// <summary>The texts of a list's scalars; empty for anything else.</summary>
    internal static IReadOnlyList<string> Texts(this YamlNode? node) => node is YamlSequence sequence ? [.. sequence.Items.Select(item => item.Text() ?? "")] : [];
}
