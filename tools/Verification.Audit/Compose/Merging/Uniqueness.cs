using Verification.Audit.Yaml;

namespace Verification.Audit.Compose.Merging;

/// <summary>Keeps one of several items that mean the same: the last, in the place of the first.</summary>
internal static class Uniqueness
{
    /// <summary>The tree with every such list cleared.</summary>
    public static YamlMapping Enforce(YamlMapping root) => (YamlMapping)Enforce(root, MergeRules.Items);

    private static YamlNode Enforce(YamlNode node, PathTable<ItemKey> table) => node switch
    {
        YamlMapping mapping => mapping.Select(entry => table.Below(entry.Key) is { } below ? Enforce(entry.Value, below) : entry.Value),
        YamlSequence list when table.Rule is { } key => Unique(list, key),
        _ => node,
    };

    private static YamlSequence Unique(YamlSequence list, ItemKey key)
    {
        List<YamlNode> items = [];
        Dictionary<string, int> positions = new(StringComparer.Ordinal);
        foreach (YamlNode item in list.Items)
        {
            if (key.Of(item) is not { } identity)
            {
                items.Add(item);
            }
            else if (positions.TryGetValue(identity, out int position))
            {
                items[position] = item;
            }
            else
            {
                positions.Add(identity, items.Count);
                items.Add(item);
            }
        }

        return items.Count == list.Items.Count ? list : list with { Items = items };
    }
}
