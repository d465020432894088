using Verification.Readiness.Evidence;

namespace Verification.Audit.Yaml;

/// <summary>A key and its value.</summary>
/// <param name="Key">The key.</param>
/// <param name="KeyPlace">Where the key was written.</param>
/// <param name="Value">The value.</param>
public sealed record YamlEntry(string Key, Place KeyPlace, YamlNode Value);
