using Verification.Audit.Compose.Loading;
using Verification.Audit.Env;
using Verification.Audit.Yaml;

namespace Verification.Audit.Compose.Normal;

/// <summary>Writes the short forms of a file out as `docker compose config` prints them; gives no value that nobody gave.</summary>
/// <param name="folder">The folder that relative paths are meant from.</param>
/// <param name="budget">What the whole reading may cost.</param>
internal sealed class Normalizer(string folder, WorkBudget budget)
{
    private readonly ServiceNormalizer _services = new(folder, budget);

    /// <summary>A file whose shape has been checked.</summary>
    public YamlMapping Normalize(YamlMapping file) => file.Select(entry => (entry.Key, entry.Value) switch
    {
        ("services", YamlMapping services) => services.Select(service => service.Value is YamlMapping tree ? _services.Normalize(tree) : service.Value),
        ("networks" or "volumes" or "secrets" or "configs", YamlMapping resources) => resources.Select(resource => Resource(resource.Value)),
        _ => entry.Value,
    });

    private YamlNode Resource(YamlNode resource)
    {
        if (resource is not YamlMapping tree)
        {
            return resource.IsNull ? new YamlMapping(resource.Place, []) : resource;
        }

        tree = tree.Select(entry => (entry.Key, entry.Value) switch
        {
            ("labels", _) => Pairs.Labels(entry.Value),
            ("file", YamlScalar file) => file.Rewritten(FolderPath.Join(folder, file.Text)),
            _ => entry.Value,
        });
        if (!tree.TryGet("external", out YamlMapping? external))
        {
            return tree;
        }

        // The old way to name an external resource.
        YamlMapping renamed = tree.With("external", YamlScalar.Of(external.Place, true));
        return external["name"] is { } name && tree["name"] is null ? renamed.With("name", name) : renamed;
    }
}
