using Verification.Audit.Env;
using Verification.Audit.Yaml;

namespace Verification.Audit.Compose.Normal;

/// <summary>Published ports: every short form and every range becomes a mapping of mode, host_ip, target, published and protocol.</summary>
internal static class PortForms
{
    // A range of 65,536 ports is nine characters long.
    private const int CostOfPort = 300;

    /// <summary>The list in long form.</summary>
    public static YamlNode Write(YamlNode node, WorkBudget budget) => node is YamlSequence list
        ? list with { Items = [.. list.Items.SelectMany(item => item is YamlScalar port ? FromShort(port, budget) : [item])] }
        : node;

    private static IEnumerable<YamlNode> FromShort(YamlScalar item, WorkBudget budget)
    {
        PortSpec spec = PortSpec.Read(item.AsText, item.Place);
        for (int offset = 0; offset < spec.Count; offset++)
        {
            budget.Spend(CostOfPort, item.Place);
            yield return Mapping(item, spec, offset);
        }
    }

    private static YamlMapping Mapping(YamlScalar item, PortSpec spec, int offset)
    {
        List<YamlEntry> entries = [];
        Add("mode", YamlScalar.Of(item.Place, "ingress"));
        if (spec.HostIp.Length > 0)
        {
            Add("host_ip", item.Rewritten(spec.HostIp));
        }

        Add("target", YamlScalar.Of(item.Place, spec.Target + offset) with { Variables = item.Variables });
        if (spec.PublishedAt(offset) is { } published)
        {
            Add("published", item.Rewritten(published));
        }

        Add("protocol", item.Rewritten(spec.Protocol));
        return new YamlMapping(item.Place, entries);

        void Add(string key, YamlNode value) => entries.Add(new YamlEntry(key, item.Place, value));
    }
}
