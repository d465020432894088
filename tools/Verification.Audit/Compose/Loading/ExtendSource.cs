using Verification.Audit.Compose.Merging;
using Verification.Audit.Yaml;

namespace Verification.Audit.Compose.Loading;

/// <summary>Services among which `extends` looks for its base.</summary>
/// <param name="File">The file that they stand in.</param>
/// <param name="Services">The services, normalised, nothing extended yet.</param>
/// <param name="Resets">What the file resets in services that it extends; null for a file that is only extended from.</param>
internal sealed record ExtendSource(string File, YamlMapping Services, Resets? Resets)
{
    private readonly Lazy<Dictionary<string, YamlNode>> _byName =
        new(() => Services.Entries.ToDictionary(entry => entry.Key, entry => entry.Value, StringComparer.Ordinal));

    /// <summary>Services whose extends has been resolved.</summary>
    public Dictionary<string, YamlNode> Done { get; } = new(StringComparer.Ordinal);

    /// <summary>A service as written; null when there is none of that name.</summary>
    public YamlNode? Find(string name) => _byName.Value.GetValueOrDefault(name);
}
