using System.Globalization;
using Verification.Audit.Yaml;

namespace Verification.Audit.Compose.Loading;

/// <summary>Where text becomes a number or a truth value after interpolation, so that `privileged: ${P}` is one.</summary>
internal static class Casts
{
    /// <summary>The paths, by the Compose implementation.</summary>
    public static PathTable<Cast> Table { get; } = PathTable<Cast>.Of(
    [
        .. Services(
            "cpu_count cpu_period cpu_quota cpu_rt_period cpu_rt_runtime cpu_shares deploy.replicas deploy.update_config.parallelism deploy.rollback_config.parallelism"
            + " deploy.restart_policy.max_attempts deploy.placement.max_replicas_per_node healthcheck.retries oom_score_adj pids_limit ports.*.target scale"
            + " ulimits.* ulimits.*.hard ulimits.*.soft", new Cast("a whole number", ScalarKind.Whole, Whole)),
        .. Services(
            "cpu_percent cpus deploy.update_config.max_failure_ratio deploy.rollback_config.max_failure_ratio",
            new Cast("a number", ScalarKind.Fraction, Number)),
        .. Services(
            "init depends_on.*.required depends_on.*.restart healthcheck.disable oom_kill_disable privileged read_only stdin_open tty volumes.*.read_only volumes.*.volume.nocopy"
            + " env_file.*.required", Cast.Flag),
        .. "networks.*.external networks.*.internal networks.*.attachable networks.*.enable_ipv4 networks.*.enable_ipv6 volumes.*.external secrets.*.external configs.*.external"
            .Split(' ').Select(path => (path, Cast.Flag)),
    ]);

    /// <summary>The scalar as what its place wants.</summary>
    public static YamlScalar Apply(YamlScalar scalar, Cast cast) => cast.Convert(scalar.Text) is { } text
        ? scalar with { Text = text, Kind = cast.Kind, Plain = true }
        : throw Refusal.At(scalar.Place, $"{cast.Name} is wanted here, and this text is none", "correct it, or the variable that it comes from");

    /// <summary>Truth values, also in the words of older YAML.</summary>
    internal static string? Truth(string text) => text.ToLowerInvariant() switch
    {
        "true" or "y" or "yes" or "on" => "true",
        "false" or "n" or "no" or "off" => "false",
        _ => null,
    };

    private static string? Whole(string text) => long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long value) ? value.ToString() : null;

    private static string? Number(string text) =>
        double.TryParse(text, NumberStyles.Float & ~NumberStyles.AllowLeadingWhite & ~NumberStyles.AllowTrailingWhite, CultureInfo.InvariantCulture, out double value)
            && double.IsFinite(value) ? GoNumbers.Write(value) : null;

    private static IEnumerable<(string Path, Cast Cast)> Services(string keys, Cast cast) => keys.Split(' ').Select(key => ($"services.*.{key}", cast));
}
