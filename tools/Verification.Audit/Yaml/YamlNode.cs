using Verification.Readiness.Evidence;

namespace Verification.Audit.Yaml;

/// <summary>A part of a YAML document that knows where it was written.</summary>
/// <param name="Place">File and line of its first character; behind an alias, where the anchor stands.</param>
public abstract record YamlNode(Place Place)
{
    /// <summary>A local tag such as "!reset"; null for the tags of YAML itself.</summary>
    public string? Tag { get; init; }

    /// <summary>Whether nothing was written here, or null.</summary>
    public bool IsNull => this is YamlScalar { Kind: ScalarKind.Nothing };

    /// <summary>What kind of node this is, in the words of an error message.</summary>
    internal abstract string Noun { get; }
}
