using Verification.Audit.Yaml;
using Verification.Readiness.Evidence;

namespace Verification.Audit.Compose.Loading;

/// <summary>What Compose refuses only when the project is whole: names that lead nowhere, services that wait in a circle.</summary>
/// <param name="root">The project.</param>
/// <param name="partial">Whether parts of the model could not be read, so that a missing name says nothing.</param>
internal sealed class Consistency(YamlMapping root, bool partial)
{
    private readonly HashSet<string> _volumes = Names(root, "volumes");
    private readonly HashSet<string> _networks = [.. Names(root, "networks"), "default"];
    private readonly HashSet<string> _secrets = Names(root, "secrets");
    private readonly HashSet<string> _configs = Names(root, "configs");

    /// <summary>Checks the services that are started.</summary>
    public void Check(IReadOnlyList<ComposeService> services)
    {
        HashSet<string> enabled = [.. services.Where(service => service.Enabled).Select(service => service.Name)];
        HashSet<string> all = [.. services.Select(service => service.Name)];
        foreach (ComposeService service in services)
        {
            ServiceValues.Check(service);
            if (service.Enabled && !partial)
            {
                References(service, enabled, all);
            }
        }

        if (!partial)
        {
            Circles(services.Where(service => service.Enabled).ToDictionary(service => service.Name, StringComparer.Ordinal));
        }
    }

    private void References(ComposeService service, HashSet<string> enabled, HashSet<string> all)
    {
        Demand(service.Image is not null || service.Tree["build"] is not null || service.Tree["provider"] is not null, service.Place,
            $"the service {Refusal.Quote(service.Name)} has neither an image nor a build", "give one");
        Demand(service.Tree["network_mode"] is null || service.Tree["networks"] is not YamlMapping { Entries.Count: > 0 }, service.Place,
            $"the service {Refusal.Quote(service.Name)} has both network_mode and networks", "remove one");
        foreach (ComposeMount mount in service.Mounts.Where(mount => mount.Type == "volume" && mount.Source is not null))
        {
            Known(_volumes, mount.Source!, "volume", mount.Place);
        }

        foreach (YamlEntry network in service.Tree["networks"] is YamlMapping networks ? networks.Entries : [])
        {
            Known(_networks, network.Key, "network", network.KeyPlace);
        }

        foreach (ComposeSecret secret in service.Secrets)
        {
            Known(_secrets, secret.Source, "secret", secret.Place);
        }

        foreach (YamlMapping config in Items(service, "configs"))
        {
            Known(_configs, config["source"].Text() ?? "", "config", config.Place);
        }

        foreach (ComposeDependency needed in service.DependsOn)
        {
            Known(all, needed.Name, "service", needed.Place);
            Demand(!needed.Required || enabled.Contains(needed.Name), needed.Place,
                $"the service {Refusal.Quote(needed.Name)} is waited for and is not started", "activate its profile or write `required: false`");
        }
    }

    // Depth-first with colours, without recursion: a chain may be as long as the file.
    private static void Circles(Dictionary<string, ComposeService> services)
    {
        HashSet<string> finished = new(StringComparer.Ordinal);
        foreach (string start in services.Keys)
        {
            HashSet<string> open = new(StringComparer.Ordinal);
            Stack<(string Name, IEnumerator<ComposeDependency> Needed)> path = new();
            Enter(start);
            while (path.TryPeek(out (string Name, IEnumerator<ComposeDependency> Needed) current))
            {
                if (!current.Needed.MoveNext())
                {
                    finished.Add(path.Pop().Name);
                    open.Remove(current.Name);
                }
                else if (services.ContainsKey(current.Needed.Current.Name))
                {
                    Demand(!open.Contains(current.Needed.Current.Name), current.Needed.Current.Place, "services wait for each other in a circle, so that none of them starts", "break it");
                    Enter(current.Needed.Current.Name);
                }
            }

            void Enter(string name)
            {
                if (!finished.Contains(name) && open.Add(name))
                {
                    path.Push((name, services[name].DependsOn.GetEnumerator()));
                }
            }
        }
    }

    private static void Known(HashSet<string> names, string name, string what, Place place) =>
        Demand(names.Contains(name), place, $"the {what} {Refusal.Quote(name)} is used and not defined", $"define it under the top-level {what}s");

    private static void Demand(bool holds, Place place, string what, string advice)
    {
        if (!holds)
        {
            throw Refusal.At(place, what, advice);
        }
    }

    private static IEnumerable<YamlMapping> Items(ComposeService service, string key) => service.Tree[key] is YamlSequence list ? list.Items.OfType<YamlMapping>() : [];

    private static HashSet<string> Names(YamlMapping root, string section) => root[section] is YamlMapping mapping ? [.. mapping.Entries.Select(entry => entry.Key)] : [];
}
