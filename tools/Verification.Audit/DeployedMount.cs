using Verification.Audit.Compose;

namespace Verification.Audit;

/// <summary>A volume, or a path of the host, in a container.</summary>
/// <param name="Source">Name of the volume or path as written; null for a volume without a name.</param>
/// <param name="Target">Path in the container.</param>
/// <param name="ReadOnly">Whether the container can't write to it.</param>
/// <param name="IsVolume">Whether it is a volume and not a path of the host.</param>
/// <param name="Content">Text of the file of the deployment folder that it is; null for everything else.</param>
/// <param name="Mode">Permission bits of that file as octal digits; null when nobody can tell.</param>
public sealed record DeployedMount(string? Source, string Target, bool ReadOnly, bool IsVolume, string? Content = null, string? Mode = null)
{
    internal static DeployedMount Of(ComposeMount mount, IDeploymentFiles files) => new(
        mount.Source, mount.Target.Length > 1 ? mount.Target.TrimEnd('/') : mount.Target, mount.ReadOnly, mount.Type == "volume",
        mount is { Type: "bind", Source: string path } && files.Read(path) is FileText file ? file.Text : null, mount is { Type: "bind", Source: string own } ? files.Mode(own) : null);
}
