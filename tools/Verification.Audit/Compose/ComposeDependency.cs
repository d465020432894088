using Verification.Audit.Yaml;
using Verification.Readiness.Evidence;

namespace Verification.Audit.Compose;

/// <summary>A service that has to be there before another one starts.</summary>
/// <param name="Name">The service waited for.</param>
/// <param name="Condition">service_started, service_healthy or service_completed_successfully.</param>
/// <param name="Required">Whether the start fails without it.</param>
/// <param name="Place">Where it was written.</param>
public sealed record ComposeDependency(string Name, string Condition, bool Required, Place Place)
{
    internal static ComposeDependency Of(YamlEntry entry) => new(
        entry.Key, entry.Value.At("condition").Text() ?? "service_started", (entry.Value.At("required") as YamlScalar)?.AsBoolean != false, entry.KeyPlace);
}
