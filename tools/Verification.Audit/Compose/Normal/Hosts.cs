using Verification.Audit.Yaml;

namespace Verification.Audit.Compose.Normal;

/// <summary>Extra hosts: always a list of name=address.</summary>
internal static class Hosts
{
    /// <summary>The list.</summary>
    public static YamlNode Write(YamlNode node) => node switch
    {
        YamlMapping mapping => new YamlSequence(mapping.Place, [.. mapping.Entries.SelectMany(FromEntry)]),
        YamlSequence list => list with { Items = [.. list.Items.OfType<YamlScalar>().SelectMany(FromItem)] },
        _ => node,
    };

    private static IEnumerable<YamlNode> FromEntry(YamlEntry entry) => entry.Value switch
    {
        YamlSequence addresses => addresses.Items.OfType<YamlScalar>().Select(address => Pair(address, entry.Key, address.Text)),
        YamlScalar address => [Pair(address, entry.Key, address.AsText)],
        _ => [],
    };

    private static IEnumerable<YamlNode> FromItem(YamlScalar item)
    {
        int sign = item.Text.IndexOf('=', StringComparison.Ordinal);
        sign = sign < 0 ? item.Text.IndexOf(':', StringComparison.Ordinal) : sign;
        return sign > 0
            ? item.Text[(sign + 1)..].Split(',').Select(address => Pair(item, item.Text[..sign], address))
            : throw Refusal.At(item.Place, "an extra host lacks its name or its address", "write name=address");
    }

    private static YamlScalar Pair(YamlScalar origin, string name, string address) =>
        origin.Rewritten($"{name}={(address is ['[', .. { Length: > 0 } bare, ']'] ? bare : address)}");
}
