using Verification.Audit.Env;
using Verification.Audit.Yaml;

namespace Verification.Audit.Compose.Merging;

/// <summary>Merges normalised trees as Compose merges files; both sides stay as they were.</summary>
internal sealed class Merger(WorkBudget budget)
{
    // A merge copies entries and indexes them, once for each service that extends another.
    private const long CostOfEntry = 8;

    /// <summary>A whole file over another one.</summary>
    public YamlMapping Files(YamlMapping earlier, YamlMapping later) => (YamlMapping)Merge(earlier, later, MergeRules.Values);

    /// <summary>A service over the one that it extends.</summary>
    public YamlMapping Services(YamlMapping earlier, YamlMapping later) => (YamlMapping)Merge(earlier, later, MergeRules.Values.Below("services")?.Below("*"));

    private YamlNode Merge(YamlNode earlier, YamlNode later, PathTable<MergeRule>? table) => (table?.Rule ?? MergeRule.Deep, earlier, later) switch
    {
        (MergeRule.Replace, _, _) => later,
        (_, _, { IsNull: true }) => earlier,
        (_, { IsNull: true }, _) => later,
        (MergeRule.Pairs, YamlMapping one, YamlMapping other) => Mappings(one, other, (_, _, value) => value),
        (MergeRule.Driver, YamlMapping one, YamlMapping other) when one["driver"].Text() is { } driver && other["driver"].Text() is { } named && driver != named => other,
        (MergeRule.Subnets, YamlSequence one, YamlSequence other) => Subnets(one, other),
        (_, YamlMapping one, YamlMapping other) => Mappings(one, other, (key, old, value) => Merge(old, value, table?.Below(key))),
        (_, YamlSequence one, YamlSequence other) => Appended(one, other),
        (_, YamlScalar, _) => later,
        _ => throw Refusal.At(later.Place, $"this would replace {earlier.Noun} at {earlier.Place} by {later.Noun}", "write both in the same form"),
    };

    private YamlMapping Mappings(YamlMapping earlier, YamlMapping later, Func<string, YamlNode, YamlNode, YamlNode> merge)
    {
        budget.Spend(CostOfEntry * (earlier.Entries.Count + later.Entries.Count), later.Place);
        List<YamlEntry> entries = [.. earlier.Entries];
        Dictionary<string, int> positions = entries.Select((entry, index) => (entry.Key, index)).ToDictionary(pair => pair.Key, pair => pair.index, StringComparer.Ordinal);
        foreach (YamlEntry entry in later.Entries)
        {
            if (positions.TryGetValue(entry.Key, out int position))
            {
                entries[position] = entries[position] with { Value = merge(entry.Key, entries[position].Value, entry.Value) };
            }
            else
            {
                entries.Add(entry);
            }
        }

        return earlier with { Entries = entries };
    }

    private YamlSequence Appended(YamlSequence earlier, YamlSequence later)
    {
        budget.Spend(CostOfEntry * (earlier.Items.Count + later.Items.Count), later.Place);
        return earlier with { Items = [.. earlier.Items, .. later.Items] };
    }

    private YamlSequence Subnets(YamlSequence earlier, YamlSequence later)
    {
        List<YamlNode> ranges = [.. earlier.Items];
        foreach (YamlNode range in later.Items)
        {
            int same = ranges.FindIndex(old => old.At("subnet").Text() == range.At("subnet").Text());
            budget.Spend(ranges.Count, range.Place);
            if (same < 0)
            {
                ranges.Add(range);
            }
            else
            {
                ranges[same] = Merge(ranges[same], range, null);
            }
        }

        return earlier with { Items = ranges };
    }
}
