using System.Globalization;
using Verification.Audit.Compose;
using Verification.Audit.Facts;
using Verification.Audit.Yaml;

namespace Verification.Audit;

/// <summary>What of a service decides how it runs: all that a test of what is deployed has to take over. Values of variables may be secrets.</summary>
/// <param name="Role">web, worker, beat, all-in-one, migrate, postgres, redis, proxy or other.</param>
/// <param name="Name">Its name in the compose project.</param>
public sealed record DeployedService(string Role, string Name)
{
    /// <summary>Image as written, variables filled in; null when it is built.</summary>
    public string? Image { get; init; }

    /// <summary>Entrypoint words; null: the image's.</summary>
    public IReadOnlyList<string>? Entrypoint { get; init; }

    /// <summary>Command words; null: the image's.</summary>
    public IReadOnlyList<string>? Command { get; init; }

    /// <summary>Variables that have a value.</summary>
    public IReadOnlyDictionary<string, string> Environment { get; init; } = new Dictionary<string, string>();

    /// <summary>Memory limit in MiB; null for none.</summary>
    public double? MemoryMiB { get; init; }

    /// <summary>CPU limit in cores; null for none.</summary>
    public double? Cpus { get; init; }

    /// <summary>Limit of processes; null for none.</summary>
    public long? Pids { get; init; }

    /// <summary>User as written; null: the image's.</summary>
    public string? User { get; init; }

    /// <summary>Whether its root file system is read-only.</summary>
    public bool ReadOnly { get; init; }

    /// <summary>Whether it may do everything.</summary>
    public bool Privileged { get; init; }

    /// <summary>Folders in memory, with their options.</summary>
    public IReadOnlyList<string> Tmpfs { get; init; } = [];

    /// <summary>Capabilities taken away.</summary>
    public IReadOnlyList<string> CapDrop { get; init; } = [];

    /// <summary>Capabilities added.</summary>
    public IReadOnlyList<string> CapAdd { get; init; } = [];

    /// <summary>Such as no-new-privileges:true.</summary>
    public IReadOnlyList<string> SecurityOpt { get; init; } = [];

    /// <summary>What is mounted into it from outside; folders in memory are in <see cref="Tmpfs"/>.</summary>
    public IReadOnlyList<DeployedMount> Mounts { get; init; } = [];

    /// <summary>Its health check; null: the image's.</summary>
    public DeployedHealth? Health { get; init; }

    /// <summary>Why its variables may not be all that it gets; null when they are.</summary>
    public string? Unread { get; init; }

    /// <summary>Whether Compose gives it files by `configs`.</summary>
    public bool HasConfigs { get; init; }

    /// <summary>Whether Compose gives it files by `secrets`.</summary>
    public bool HasSecrets { get; init; }

    /// <summary>Paths at which it gets those files.</summary>
    public IReadOnlyList<string> Given { get; init; } = [];

    internal static DeployedService Of(ServiceView view, IDeploymentFiles files) => new(view.RoleName, view.Name)
    {
        Image = view.Service.Image,
        Entrypoint = view.Service.Entrypoint,
        Command = view.Service.Command,
        Environment = view.Service.Environment.Where(variable => variable.Value is not null).GroupBy(variable => variable.Name).ToDictionary(group => group.Key, group => group.Last().Value!),
        MemoryMiB = LimitFacts.MemoryMiB(view.Service),
        Cpus = Number(view.Service.Node("deploy.resources.limits.cpus") ?? view.Service.Node("cpus")),
        Pids = (long?)Number(view.Service.Node("deploy.resources.limits.pids") ?? view.Service.Node("pids_limit")),
        User = view.Service.Node("user").Text(),
        ReadOnly = (view.Service.Node("read_only") as YamlScalar)?.AsBoolean == true,
        Privileged = (view.Service.Node("privileged") as YamlScalar)?.AsBoolean == true,
        Tmpfs = Words(view.Service.Node("tmpfs")),
        CapDrop = Words(view.Service.Node("cap_drop")),
        CapAdd = Words(view.Service.Node("cap_add")),
        SecurityOpt = Words(view.Service.Node("security_opt")),
        Health = DeployedHealth.Of(view.Service),
        Unread = view.ValuesUnread,
        HasConfigs = view.Service.Node("configs") is not null,
        HasSecrets = view.Service.Node("secrets") is not null,
        Given = [.. Paths(view.Service.Node("secrets"), "/run/secrets/"), .. Paths(view.Service.Node("configs"), "/")],
        Mounts = [.. view.Service.Mounts.Where(mount => mount.Type != "tmpfs").Select(mount => DeployedMount.Of(mount, files))],
    };

    // A name alone, or with a target of its own, which below the folder may be written without it.
    private static IEnumerable<string> Paths(YamlNode? given, string folder) => (given as YamlSequence)?.Items
        .Select(item => item.Text() ?? item.At("target").Text() ?? item.At("source").Text()).OfType<string>().Select(path => path.StartsWith('/') ? path : folder + path) ?? [];

    private static IReadOnlyList<string> Words(YamlNode? node) => node is YamlScalar ? [node.Text()!] : node.Texts();

    private static double? Number(YamlNode? node) => double.TryParse(node.Text(), NumberStyles.Float, CultureInfo.InvariantCulture, out double number) && number > 0 ? number : null;
}
