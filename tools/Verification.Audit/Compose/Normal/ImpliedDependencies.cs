using Verification.Audit.Yaml;

namespace Verification.Audit.Compose.Normal;

/// <summary>Services that another one needs without saying depends_on: through links, volumes_from or a namespace that it joins.</summary>
internal static class ImpliedDependencies
{
    private const string Service = "service:";

    private static readonly string[] Namespaces = ["network_mode", "ipc", "pid", "uts", "cgroup"];

    /// <summary>The service with these among its dependencies, unless it names them itself.</summary>
    public static YamlMapping Add(YamlMapping service)
    {
        YamlMapping needed = service["depends_on"] as YamlMapping ?? new YamlMapping(service.Place, []);
        HashSet<string> known = [.. needed.Entries.Select(entry => entry.Key)];
        YamlEntry[] implied = [.. Of(service).Where(found => known.Add(found.Name)).Select(found => Dependency(found.Name, found.From, found.Restart))];
        return implied.Length == 0 ? service : service.With("depends_on", needed with { Entries = [.. needed.Entries, .. implied] });
    }

    private static IEnumerable<(string Name, YamlNode From, bool Restart)> Of(YamlMapping service)
    {
        foreach (YamlNode link in service["links"] is YamlSequence links ? links.Items : [])
        {
            yield return ((link.Text() ?? "").Split(':')[0], link, true);
        }

        foreach (YamlNode joined in Namespaces.Select(name => service[name]).OfType<YamlNode>())
        {
            if (joined.Text() is { } text && text.StartsWith(Service, StringComparison.Ordinal))
            {
                yield return (text[Service.Length..], joined, true);
            }
        }

        foreach (YamlNode source in service["volumes_from"] is YamlSequence sources ? sources.Items : [])
        {
            if (source.Text() is { } text && !text.StartsWith("container:", StringComparison.Ordinal))
            {
                yield return (text.Split(':')[0], source, false);
            }
        }
    }

    private static YamlEntry Dependency(string name, YamlNode from, bool restart)
    {
        List<YamlEntry> fields = [new("condition", from.Place, YamlScalar.Of(from.Place, "service_started")), new("required", from.Place, YamlScalar.Of(from.Place, true))];
        if (restart)
        {
            fields.Add(new YamlEntry("restart", from.Place, YamlScalar.Of(from.Place, true)));
        }

        return new YamlEntry(name, from.Place, new YamlMapping(from.Place, fields));
    }
}
