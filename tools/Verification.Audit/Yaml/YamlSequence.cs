using Verification.Readiness.Evidence;

namespace Verification.Audit.Yaml;

/// <summary>A list.</summary>
/// <param name="Place">Where it begins.</param>
/// <param name="Items">Its items in order.</param>
public sealed record YamlSequence(Place Place, IReadOnlyList<YamlNode> Items) : YamlNode(Place)
{
    internal override string Noun => "a list";
}
