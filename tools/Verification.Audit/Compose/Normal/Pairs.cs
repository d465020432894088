using Verification.Audit.Yaml;

namespace Verification.Audit.Compose.Normal;

/// <summary>Environments, labels and the like: a list of NAME=value is the same as a mapping, and every value is text.</summary>
internal static class Pairs
{
    /// <summary>Variables: a name without a value is one whose value comes from elsewhere.</summary>
    public static YamlNode Variables(YamlNode node) => Write(node, YamlScalar.Nothing);

    /// <summary>Labels: a name without a value has an empty one.</summary>
    public static YamlNode Labels(YamlNode node) => Write(node, place => YamlScalar.Of(place, ""));

    private static YamlNode Write(YamlNode node, Func<Readiness.Evidence.Place, YamlScalar> nothing) => node switch
    {
        YamlMapping mapping => mapping.Select(entry => entry.Value switch
        {
            YamlScalar { Kind: ScalarKind.Text } => entry.Value,
            YamlScalar { Kind: ScalarKind.Nothing } => nothing(entry.KeyPlace),
            YamlScalar scalar => scalar.Rewritten(scalar.AsText),
            _ => entry.Value,
        }),
        YamlSequence list => FromList(list, nothing),
        _ => node,
    };

    private static YamlMapping FromList(YamlSequence list, Func<Readiness.Evidence.Place, YamlScalar> nothing)
    {
        List<YamlEntry> entries = [];
        Dictionary<string, int> positions = new(StringComparer.Ordinal);
        foreach (YamlScalar item in list.Items.OfType<YamlScalar>())
        {
            int sign = item.Text.IndexOf('=', StringComparison.Ordinal);
            string name = sign < 0 ? item.Text : item.Text[..sign];
            if (name.Length > 0 && char.IsWhiteSpace(name[^1]))
            {
                throw Refusal.At(item.Place, $"the name {Refusal.Quote(name)} ends in a space, which Compose refuses", "remove the space before the equals sign");
            }

            YamlEntry entry = new(name, item.Place, sign < 0 ? nothing(item.Place) : item.Rewritten(item.Text[(sign + 1)..]));
            if (positions.TryGetValue(name, out int position))
            {
                entries[position] = entry;
            }
            else
            {
                positions.Add(name, entries.Count);
                entries.Add(entry);
            }
        }

        return new YamlMapping(list.Place, entries);
    }
}
