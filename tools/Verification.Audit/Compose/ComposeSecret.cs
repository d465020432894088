using Verification.Audit.Yaml;
using Verification.Readiness.Evidence;

namespace Verification.Audit.Compose;

/// <summary>A secret of the project that a service gets as a file.</summary>
/// <param name="Source">Its name in the top-level secrets.</param>
/// <param name="Target">The file in the container.</param>
/// <param name="Place">Where it was written.</param>
public sealed record ComposeSecret(string Source, string Target, Place Place)
{
    internal static ComposeSecret Of(YamlMapping secret) => new(secret["source"].Text() ?? "", secret["target"].Text() ?? "", secret.Place);
}
