using Verification.Audit.Compose;
using Verification.Audit.Yaml;

namespace Verification.Audit.Facts;

/// <summary>What a service may take of the host.</summary>
internal static class LimitFacts
{
    private const double MiB = 1024 * 1024;

    /// <summary>Seconds that Compose waits before it kills, when nothing else is said.</summary>
    private const double DefaultGrace = 10;

    public static void Add(FactSheet sheet, ComposeService service)
    {
        YamlNode? memory = MemoryNode(service);
        sheet.Add("memoryLimitMiB", MemoryMiB(service), memory?.Place);
        if (memory is not null && MemoryMiB(service) is null && memory.Text() is not "0")
        {
            sheet.Unknown("memoryLimitMiB", $"'{memory.Text()}' is no size.", memory.Place);
        }

        YamlNode? cpus = service.Node("deploy.resources.limits.cpus") ?? service.Node("cpus") ?? service.Node("cpu_quota");
        YamlNode? pids = service.Node("deploy.resources.limits.pids") ?? service.Node("pids_limit");
        YamlNode? files = service.Node("ulimits.nofile");
        YamlNode? grace = service.Node("stop_grace_period");
        sheet.Add("cpuLimit", cpus.Text() is "0" or "0.0" ? null : cpus)
            .Add("pidsLimit", pids)
            .Add("openFilesLimit", files is YamlMapping ? files.At("soft") : files)
            .Add("stopGraceSeconds", grace is null ? DefaultGrace : Durations.Seconds(grace.Text()), grace?.Place);
    }

    /// <summary>The memory limit; null when there is none.</summary>
    public static double? MemoryMiB(ComposeService service) => Sizes.Bytes(MemoryNode(service).Text()) is long bytes and > 0 ? Math.Round(bytes / MiB, 1) : null;

    private static YamlNode? MemoryNode(ComposeService service) => service.Node("deploy.resources.limits.memory") ?? service.Node("mem_limit");
}
