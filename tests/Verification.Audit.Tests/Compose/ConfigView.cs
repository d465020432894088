using Verification.Audit.Compose;
using Verification.Audit.Yaml;

namespace Verification.Audit.Tests.Compose;

/// <summary>Our project and the output of `docker compose config`, both brought to one form: sorted, units as numbers, what Compose adds left out.</summary>
internal static class ConfigView
{
    private const string Project = "/project";

    private static readonly string[] Durations = ["interval", "timeout", "start_period", "start_interval", "stop_grace_period", "delay", "monitor", "window"];
    private static readonly string[] SizeKeys = ["mem_limit", "mem_reservation", "memswap_limit", "shm_size", "memory", "size"];

    private static readonly string[] Paths = ["source", "context", "file"];

    // Compose prints no flag that is off and no number that is 0 where that is also the default.
    private static readonly string[] Silent = ["stdin_open = false", "tty = false", "privileged = false", "oom_kill_disable = false", "create_host_path = false", "mem_swappiness = 0"];

    /// <summary>What Compose printed.</summary>
    public static IReadOnlyList<string> OfRecorded(string text) => Lines((YamlMapping)YamlReader.Documents("expected.yaml", text).Single(), escaped: true);

    /// <summary>What we read, as Compose would print it.</summary>
    public static IReadOnlyList<string> Of(ComposeProject project, bool allProfiles)
    {
        ComposeService[] services = [.. project.Services.Where(service => service.Enabled || allProfiles)];
        YamlMapping root = project.Root.Without("version").With("services", new YamlMapping(project.Root.Place, [.. services.Select(Service)]));
        root = root["name"] is null ? root.With("name", Text(project.Name ?? "project")) : root.With("name", Text(project.Name!));
        foreach (string section in (string[])["volumes", "networks", "secrets", "configs"])
        {
            HashSet<string> used = [.. services.SelectMany(service => Used(service, section))];
            YamlEntry[] kept = [.. project.Section(section).Where(entry => used.Contains(entry.Key)).Select(entry => entry with { Value = Named((YamlMapping)entry.Value, entry.Key, project) })];
            bool implied = section == "networks" && used.Contains("default") && kept.All(entry => entry.Key != "default");
            root = root.Without(section);
            root = kept.Length == 0 && !implied ? root : root.With(section, new YamlMapping(root.Place,
                [.. kept, .. implied ? [new YamlEntry("default", root.Place, Named(new YamlMapping(root.Place, []), "default", project))] : Array.Empty<YamlEntry>()]));
        }

        return Lines(root, escaped: false);
    }

    private static YamlEntry Service(ComposeService service)
    {
        YamlMapping tree = service.Tree.Without("env_file").Without("environment");
        if (service.Environment.Count > 0)
        {
            tree = tree.With("environment", new YamlMapping(tree.Place, [.. service.Environment.Select(variable =>
                new YamlEntry(variable.Name, variable.Place, variable.Value is null ? YamlScalar.Nothing(variable.Place) : Text(variable.Value)))]));
        }

        if (tree["build"] is YamlMapping build && build["dockerfile"] is null && build["dockerfile_inline"] is null)
        {
            tree = tree.With("build", build.With("dockerfile", Text("Dockerfile")));
        }

        if (tree["network_mode"] is null && tree["networks"] is not YamlMapping { Entries.Count: > 0 })
        {
            tree = tree.With("networks", new YamlMapping(tree.Place, [new YamlEntry("default", tree.Place, YamlScalar.Nothing(tree.Place))]));
        }

        return new YamlEntry(service.Name, service.Place, tree);
    }

    private static IEnumerable<string> Used(ComposeService service, string section) => section switch
    {
        "volumes" => service.Mounts.Where(mount => mount is { Type: "volume", Source: not null }).Select(mount => mount.Source!),
        "networks" => service.Tree["networks"] is YamlMapping { Entries.Count: > 0 } networks ? networks.Entries.Select(entry => entry.Key)
            : service.Tree["network_mode"] is null ? ["default"] : [],
        "secrets" => service.Secrets.Select(secret => secret.Source),
        _ => service.Tree[section] is YamlSequence list ? list.Items.Select(item => item.At("source").Text() ?? "") : [],
    };

    private static YamlMapping Named(YamlMapping resource, string key, ComposeProject project) => resource["name"] is not null ? resource
        : resource.With("name", Text((resource["external"] as YamlScalar)?.AsBoolean == true ? key : $"{project.Name ?? "project"}_{key}"));

    private static YamlScalar Text(string text) => YamlScalar.Of(new("view", 1), text);

    private static IReadOnlyList<string> Lines(YamlMapping root, bool escaped)
    {
        List<string> lines = [];
        Write(root, "", "", escaped, lines);
        return [.. lines.Where(line => !Silent.Any(flag => line.EndsWith($"/{flag}", StringComparison.Ordinal))).Order(StringComparer.Ordinal)];
    }

    private static void Write(YamlNode node, string path, string key, bool escaped, List<string> lines)
    {
        switch (node)
        {
            case YamlMapping { Entries.Count: > 0 } mapping:
                foreach (YamlEntry entry in mapping.Entries.Where(entry => !(entry.Key == "create_host_path" && entry.Value.Text() == "true")))
                {
                    Write(entry.Value, $"{path}/{entry.Key}", entry.Key, escaped, lines);
                }

                break;
            case YamlSequence { Items.Count: > 0 } list:
                for (int index = 0; index < list.Items.Count; index++)
                {
                    // Extra hosts are printed in another order, which means nothing.
                    Write(list.Items[index], key == "extra_hosts" ? path : $"{path}/{index}", key, escaped, lines);
                }

                break;
            case YamlScalar { IsNull: false } scalar:
                lines.Add($"{path} = {Value(scalar, key, escaped)}");
                break;
            default:
                // Of what is empty, only names say something: a network that is joined, a variable without a value.
                if (path.Contains("/environment/", StringComparison.Ordinal) || path.Contains("/networks/", StringComparison.Ordinal))
                {
                    lines.Add($"{path} is empty");
                }

                break;
        }
    }

    private static string Value(YamlScalar scalar, string key, bool escaped)
    {
        string text = scalar.AsText;
        text = escaped ? text.Replace("$$", "$", StringComparison.Ordinal) : text;
        return Durations.Contains(key) && Audit.Compose.Durations.Seconds(text) is { } seconds ? $"{seconds}s"
            : SizeKeys.Contains(key) && Sizes.Bytes(text) is { } bytes ? $"{bytes} bytes"
            : key == "mode" && scalar.AsInteger is { } bits ? $"{bits} as number"
            : Paths.Contains(key) && text is "." ? Project
            : Paths.Contains(key) && text.StartsWith("./", StringComparison.Ordinal) ? Project + text[1..]
            : Paths.Contains(key) && text.StartsWith("../", StringComparison.Ordinal) ? text[2..]
            : text;
    }
}
