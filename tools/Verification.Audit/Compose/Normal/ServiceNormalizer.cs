using Verification.Audit.Compose.Loading;
using Verification.Audit.Env;
using Verification.Audit.Yaml;

namespace Verification.Audit.Compose.Normal;

/// <summary>Writes the short forms of a service out.</summary>
internal sealed class ServiceNormalizer(string folder, WorkBudget budget)
{
    // A word or an address of a long line becomes a node of its own.
    private const int CostOfPart = 20;

    /// <summary>The service in long forms.</summary>
    public YamlMapping Normalize(YamlMapping service) => service.Select(entry => entry.Value.IsNull ? entry.Value : Value(entry.Key, entry.Value));

    private YamlNode Value(string key, YamlNode value) => key switch
    {
        "build" => Build(value),
        "command" or "entrypoint" => Words(value),
        "configs" or "secrets" => Lists.Each(value, FileMount),
        "depends_on" => Lists.ToMapping(value, Dependency),
        "networks" or "models" => Lists.ToMapping(value, item => YamlScalar.Nothing(item.Place)),
        "deploy" when value is YamlMapping deploy => deploy.Select(entry => entry.Key == "labels" ? Pairs.Labels(entry.Value) : entry.Value),
        "devices" => Lists.Each(value, Device),
        "dns" or "dns_search" or "label_file" or "tmpfs" => Lists.Of(value),
        "env_file" => Lists.Each(Lists.Of(value), EnvFile),
        "environment" => Pairs.Variables(value),
        "labels" or "annotations" or "sysctls" => Pairs.Labels(value),
        "extends" => Extends(value),
        "extra_hosts" => Counted(Hosts.Write(value)),
        "gpus" when value is YamlScalar all => new YamlSequence(all.Place, [Fields(all, ("count", all))]),
        "healthcheck" when value is YamlMapping health => health.Select(entry => entry is { Key: "test", Value: YamlScalar { IsNull: false } test }
            ? new YamlSequence(test.Place, [YamlScalar.Of(test.Place, "CMD-SHELL"), test]) : entry.Value),
        "ports" => PortForms.Write(value, budget),
        "volumes" => Lists.Each(value, item => VolumeForms.Write(item, folder)),
        _ => value,
    };

    private YamlNode Build(YamlNode value)
    {
        YamlMapping build = value as YamlMapping ?? Fields(value, ("context", value));
        return build.Select(entry => (entry.Key, entry.Value) switch
        {
            (_, { IsNull: true }) => entry.Value,
            ("context", YamlScalar context) => context.Rewritten(FolderPath.IsRemote(context.Text) ? context.Text : FolderPath.Join(folder, context.Text)),
            ("args", _) => Pairs.Variables(entry.Value),
            ("labels" or "additional_contexts" or "ssh", _) => Pairs.Labels(entry.Value),
            ("extra_hosts", _) => Counted(Hosts.Write(entry.Value)),
            ("secrets", _) => Lists.Each(entry.Value, FileMount),
            ("no_cache_filter", _) => Lists.Of(entry.Value),
            _ => entry.Value,
        });
    }

    private YamlNode Words(YamlNode value) => value is YamlScalar line
        ? Counted(new YamlSequence(line.Place, [.. ShellWords.Split(line.AsText, line.Place).Select(line.Rewritten)]))
        : value;

    private YamlNode Counted(YamlNode node)
    {
        budget.Spend(CostOfPart * (long)((node as YamlSequence)?.Items.Count ?? 0), node.Place);
        return node;
    }

    private static YamlNode FileMount(YamlNode item) => item is YamlScalar name ? Fields(item, ("source", name)) : item;

    private static YamlNode Dependency(YamlScalar name) => Fields(name, ("condition", YamlScalar.Of(name.Place, "service_started")), ("required", YamlScalar.Of(name.Place, true)));

    private YamlNode EnvFile(YamlNode item)
    {
        YamlMapping file = item as YamlMapping ?? Fields(item, ("path", item));
        return file["path"] is YamlScalar path ? file.With("path", path.Rewritten(FolderPath.Join(folder, path.Text))) : file;
    }

    private YamlNode Extends(YamlNode value)
    {
        YamlMapping extends = value as YamlMapping ?? Fields(value, ("service", value));
        return extends["file"] is YamlScalar { IsNull: false } file && !FolderPath.IsRemote(file.Text)
            ? extends.With("file", file.Rewritten(FolderPath.Join(folder, file.Text))) : extends;
    }

    private static YamlNode Device(YamlNode item)
    {
        if (item is not YamlScalar device)
        {
            return item;
        }

        string[] parts = device.Text.Split(':');
        return parts.Length > 3
            ? throw Refusal.At(item.Place, "a device mapping has at most three parts: host, container and permissions", "use the long form")
            : Fields(
                item, ("source", device.Rewritten(parts[0])), ("target", device.Rewritten(parts.ElementAtOrDefault(1) is { Length: > 0 } target ? target : parts[0])),
                ("permissions", device.Rewritten(parts.ElementAtOrDefault(2) ?? "rwm")));
    }

    private static YamlMapping Fields(YamlNode origin, params (string Key, YamlNode Value)[] fields) =>
        new(origin.Place, [.. fields.Select(field => new YamlEntry(field.Key, origin.Place, field.Value))]);
}
