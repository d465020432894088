using System.Text.RegularExpressions;
using Verification.Audit.Compose;
using Verification.Readiness.Rules;

namespace Verification.Audit.Facts;

/// <summary>Turns mounts into items.</summary>
internal static partial class MountItems
{
    /// <summary>One item per mount.</summary>
    public static IEnumerable<Item> Of(Deployment deployment) =>
        from service in deployment.Services
        from mount in service.Service.Mounts
        select new FactSheet("mount", $"{service.Name}:{mount.Target}", mount.Place)
            .Add("service", service.Name)
            .Add("role", service.RoleName)
            .Add("type", mount.Type)
            .Add("source", mount.Source)
            .Add("target", mount.Target)
            .Add("readOnly", mount.ReadOnly)
            .Add("dockerSocket", HostPath(mount, deployment) is string engine && Engine().IsMatch(engine))
            .Add("hostSystemPath", HostPath(mount, deployment) is string path && SystemPath().IsMatch(path) && !Harmless().IsMatch(path))
            .Item();

    // A volume can be a folder of the host as well, by its driver's options.
    private static string? HostPath(ComposeMount mount, Deployment deployment)
    {
        string? path = mount.Type == "bind" ? mount.Source : deployment.Project.Root.At(["volumes", mount.Source ?? "", "driver_opts", "device"]).Text();
        return path is null || !path.StartsWith('/') ? path : "/" + (MemoryFiles.TryNormalize(path[1..], out string? plain) ? plain : "");
    }

    // The socket itself, or a folder that holds it; read-only does not help, because what is written goes through the socket.
    [GeneratedRegex(@"(docker|podman|containerd|crio)\.sock$|^/(var/)?run(/docker|/podman|/user(/\d+)?)?/?$|^/var/lib/(docker|containerd)(/|$)")]
    private static partial Regex Engine();

    [GeneratedRegex(@"^/$|^/(boot|dev|etc|lib|lib64|proc|root|sbin|bin|sys|usr)(?!/local/)(/|$)|^/(home|var|var/lib|run|var/run)/?$|^~/?$|^~/\.(ssh|aws|kube|docker|gnupg|config)(/|$)|/\.(ssh|gnupg)(/|$)")]
    private static partial Regex SystemPath();

    // Clocks and certificates.
    [GeneratedRegex(@"^/etc/(localtime|timezone|letsencrypt|ssl|pki)(/|$)|^/usr/share/(zoneinfo|ca-certificates)(/|$)")]
    private static partial Regex Harmless();
}
