using Verification.Audit.Env;
using Verification.Audit.Yaml;

namespace Verification.Audit.Compose.Merging;

/// <summary>Paths to forget as a tree, so that many of them cost one walk.</summary>
internal sealed class ResetTree
{
    private readonly Dictionary<string, ResetTree> _below = new(StringComparer.Ordinal);
    private bool _ends;

    /// <summary>The tree of some paths, from one of their steps on.</summary>
    public static ResetTree Of(IEnumerable<IReadOnlyList<string>> paths, int from)
    {
        ResetTree root = new();
        foreach (IReadOnlyList<string> path in paths)
        {
            ResetTree node = root;
            foreach (string step in path.Skip(from))
            {
                node = node._below.TryGetValue(step, out ResetTree? below) ? below : node._below[step] = new ResetTree();
            }

            node._ends = true;
        }

        return root;
    }

    /// <summary>A mapping without what the paths lead to.</summary>
    public YamlMapping Prune(YamlMapping tree, WorkBudget budget)
    {
        budget.Spend(tree.Entries.Count, tree.Place);
        List<YamlEntry> kept = new(tree.Entries.Count);
        foreach (YamlEntry entry in tree.Entries)
        {
            if (!_below.TryGetValue(entry.Key, out ResetTree? below))
            {
                kept.Add(entry);
            }
            else if (!below._ends)
            {
                kept.Add(entry.Value is YamlMapping mapping ? entry with { Value = below.Prune(mapping, budget) } : entry);
            }
        }

        return tree with { Entries = kept };
    }
}
