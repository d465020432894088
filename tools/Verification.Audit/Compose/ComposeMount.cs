using Verification.Audit.Yaml;
using Verification.Readiness.Evidence;

namespace Verification.Audit.Compose;

/// <summary>Something that is mounted into a container.</summary>
/// <param name="Type">bind, volume, tmpfs, npipe, cluster or image.</param>
/// <param name="Source">Path of the host or name of the volume; null for an anonymous volume.</param>
/// <param name="Target">Path in the container.</param>
/// <param name="ReadOnly">Whether the container can't write to it.</param>
/// <param name="Place">Where it was written.</param>
public sealed record ComposeMount(string Type, string? Source, string Target, bool ReadOnly, Place Place)
{
    internal static ComposeMount Of(YamlMapping mount) => new(
        mount["type"].Text() ?? "volume", mount["source"].Text(), mount["target"].Text() ?? "", (mount["read_only"] as YamlScalar)?.AsBoolean == true, mount.Place);
}
