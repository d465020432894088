using Verification.Audit.Env;
using Verification.Audit.Yaml;

namespace Verification.Audit.Compose;

/// <summary>A Compose project as Compose would run it: files merged, variables filled in, short forms written out.</summary>
public sealed record ComposeProject
{
    /// <summary>Compose files that were read, in the order of first reading: main, overrides, included, extended.</summary>
    public required IReadOnlyList<string> Files { get; init; }

    /// <summary>The whole normalised tree, x- keys and the obsolete version included.</summary>
    public required YamlMapping Root { get; init; }

    /// <summary>The services in order.</summary>
    public required IReadOnlyList<ComposeService> Services { get; init; }

    /// <summary>Every use of a variable in the files read.</summary>
    public required IReadOnlyList<VariableUse> Variables { get; init; }

    /// <summary>What could not be read.</summary>
    public required IReadOnlyList<UnreadPart> Unread { get; init; }

    /// <summary>The project's .env; null when there is none or it can't be read.</summary>
    public required EnvFile? DotEnv { get; init; }

    /// <summary>Other environment files that services or includes name and that were read, each once, as their first reader sees them.</summary>
    public required IReadOnlyList<EnvFile> EnvFiles { get; init; }

    /// <summary>The project's name where files give one; Compose falls back on the folder's name.</summary>
    public required string? Name { get; init; }

    /// <summary>The obsolete top-level version as written; null when there is none.</summary>
    public YamlScalar? Version => Root["version"] as YamlScalar;

    /// <summary>A service by name; null when there is none.</summary>
    public ComposeService? Service(string name) => Services.FirstOrDefault(service => service.Name == name);

    /// <summary>A top-level section such as "volumes"; empty when it is absent.</summary>
    public IReadOnlyList<YamlEntry> Section(string name) => Root[name] is YamlMapping section ? section.Entries : [];

    /// <summary>A node of the tree such as "networks.default.driver"; null when it isn't there.</summary>
    public YamlNode? Node(string path) => Root.At(path);
}
