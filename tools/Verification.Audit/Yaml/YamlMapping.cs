using System.Diagnostics.CodeAnalysis;
using Verification.Readiness.Evidence;

namespace Verification.Audit.Yaml;

/// <summary>A mapping whose entries keep the order in which they were written; no key comes twice.</summary>
/// <param name="Place">Where it begins.</param>
/// <param name="Entries">Its entries in order.</param>
public sealed record YamlMapping(Place Place, IReadOnlyList<YamlEntry> Entries) : YamlNode(Place)
{
    /// <summary>The value of a key; null when it isn't there.</summary>
    public YamlNode? this[string key] => Find(key)?.Value;

    internal override string Noun => "a mapping";

    /// <summary>The entry of a key; null when it isn't there.</summary>
    public YamlEntry? Find(string key)
    {
        foreach (YamlEntry entry in Entries)
        {
            if (entry.Key == key)
            {
                return entry;
            }
        }

        return null;
    }

    /// <summary>The value of a key when it is of the kind wanted.</summary>
    internal bool TryGet<T>(string key, [NotNullWhen(true)] out T? node)
        where T : YamlNode
    {
        node = this[key] as T;
        return node is not null;
    }

    /// <summary>The same mapping with one value replaced or, where the key is new, added at the end.</summary>
    internal YamlMapping With(string key, YamlNode value) => Find(key) is not null
        ? this with { Entries = [.. Entries.Select(entry => entry.Key == key ? entry with { Value = value } : entry)] }
        : this with { Entries = [.. Entries, new YamlEntry(key, value.Place, value)] };

    /// <summary>The same mapping without a key.</summary>
    internal YamlMapping Without(string key) => this with { Entries = [.. Entries.Where(entry => entry.Key != key)] };

    /// <summary>The same mapping with every value put through a function; the very same one when nothing changed.</summary>
    internal YamlMapping Select(Func<YamlEntry, YamlNode> change)
    {
        YamlEntry[]? changed = null;
        for (int index = 0; index < Entries.Count; index++)
        {
            YamlNode value = change(Entries[index]);
            if (!ReferenceEquals(value, Entries[index].Value))
            {
                changed ??= [.. Entries];
                changed[index] = Entries[index] with { Value = value };
            }
        }

        return changed is null ? this : this with { Entries = changed };
    }
}
