namespace Verification.Audit.Yaml;

/// <summary>How much a YAML file may hold before it is refused; the defaults are far above any deployment and far below a danger.</summary>
/// <param name="Characters">Length of the file.</param>
/// <param name="Depth">Mappings and lists within each other.</param>
/// <param name="Nodes">Scalars, lists and mappings after aliases are followed.</param>
/// <param name="Documents">Documents in one file.</param>
public sealed record YamlLimits(int Characters = 1_048_576, int Depth = 64, int Nodes = 100_000, int Documents = 64)
{
    /// <summary>The limits of the audit.</summary>
    public static YamlLimits Default { get; } = new();
}
