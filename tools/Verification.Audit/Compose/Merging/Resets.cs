using Verification.Audit.Env;
using Verification.Audit.Yaml;

namespace Verification.Audit.Compose.Merging;

/// <summary>The tags !reset and !override of a file: what earlier files said at these paths is forgotten.</summary>
/// <param name="Tree">The file without what it resets.</param>
/// <param name="Paths">The paths.</param>
internal sealed record Resets(YamlMapping Tree, IReadOnlyList<IReadOnlyList<string>> Paths)
{
    /// <summary>Takes the tags out of a file.</summary>
    public static Resets Of(YamlMapping file)
    {
        List<IReadOnlyList<string>> paths = [];
        return Clean(file, [], paths) is YamlMapping tree ? new Resets(tree, paths) : new Resets(file with { Entries = [] }, paths);
    }

    /// <summary>An earlier tree without these paths.</summary>
    public YamlMapping Apply(YamlMapping earlier, WorkBudget budget) => Paths.Count == 0 ? earlier : ResetTree.Of(Paths, 0).Prune(earlier, budget);

    /// <summary>A service that another one extends, without what that one resets.</summary>
    public YamlMapping ApplyToService(string name, YamlMapping service, WorkBudget budget)
    {
        IReadOnlyList<string>[] own = [.. Paths.Where(path => path.Count > 2 && path[0] == "services" && path[1] == name)];
        return own.Length == 0 ? service : ResetTree.Of(own, 2).Prune(service, budget);
    }

    private static YamlNode? Clean(YamlNode node, List<string> path, List<IReadOnlyList<string>> paths)
    {
        if (node.Tag is "!reset" or "!override")
        {
            paths.Add([.. path]);
        }

        return node switch
        {
            { Tag: "!reset" } => null,
            YamlMapping mapping => CleanMapping(mapping, path, paths),
            YamlSequence { Items: var items } list => list with { Tag = null, Items = [.. items.Select((item, index) => Step(item, index.ToString(), path, paths)).OfType<YamlNode>()] },
            { Tag: "!override" } => node with { Tag = null },
            _ => node,
        };
    }

    private static YamlMapping CleanMapping(YamlMapping mapping, List<string> path, List<IReadOnlyList<string>> paths)
    {
        List<YamlEntry> entries = [];
        bool changed = mapping.Tag is not null;
        foreach (YamlEntry entry in mapping.Entries)
        {
            YamlNode? value = Step(entry.Value, entry.Key, path, paths);
            changed |= !ReferenceEquals(value, entry.Value);
            if (value is not null)
            {
                entries.Add(ReferenceEquals(value, entry.Value) ? entry : entry with { Value = value });
            }
        }

        return changed ? mapping with { Tag = null, Entries = entries } : mapping;
    }

    private static YamlNode? Step(YamlNode node, string key, List<string> path, List<IReadOnlyList<string>> paths)
    {
        path.Add(key);
        YamlNode? cleaned = Clean(node, path, paths);
        path.RemoveAt(path.Count - 1);
        return cleaned;
    }
}
