namespace Verification.Audit.Yaml;

/// <summary>The merge key: keys of other mappings are taken over, but never against a key that the mapping gives itself.</summary>
internal static class MergeKeys
{
    /// <summary>The entries with the merge key replaced by what it brings; of several mappings the earlier wins.</summary>
    public static List<YamlEntry> Expand(List<YamlEntry> entries, YamlEntry merge)
    {
        HashSet<string> taken = [.. entries.Select(entry => entry.Key)];
        List<YamlEntry> expanded = [];
        foreach (YamlEntry entry in entries)
        {
            if (ReferenceEquals(entry, merge))
            {
                expanded.AddRange(Sources(merge).SelectMany(source => source.Entries).Where(inherited => taken.Add(inherited.Key)));
            }
            else
            {
                expanded.Add(entry);
            }
        }

        return expanded;
    }

    private static IEnumerable<YamlMapping> Sources(YamlEntry merge) => merge.Value switch
    {
        YamlMapping mapping => [mapping],
        YamlSequence sequence => sequence.Items.Select(item => item as YamlMapping ?? throw NotMappings(merge)),
        _ => throw NotMappings(merge),
    };

    private static Exception NotMappings(YamlEntry merge) =>
        Refusal.At(merge.KeyPlace, "the merge key << takes a mapping or a list of mappings", "give it an alias of one");
}
