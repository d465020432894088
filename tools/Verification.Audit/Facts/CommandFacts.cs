using System.Text.RegularExpressions;
using Verification.Audit.Compose;
using Verification.Audit.Yaml;
using Verification.Readiness.Evidence;
using Verification.Readiness.Rules;

namespace Verification.Audit.Facts;

/// <summary>Whether a GlitchTip command exists in its image's version (glitchtip-facts, section 1.1), and whether it schedules.</summary>
internal static partial class CommandFacts
{
    public static void Add(FactSheet sheet, ServiceView view, Deployment deployment)
    {
        Place place = view.CommandNode?.Place ?? view.Service.Place;
        string role = view.Env("SERVER_ROLE").Text ?? "";
        bool upTo5 = UpTo5().IsMatch(view.Command) || role is "beat";
        bool from6 = From6().IsMatch(view.Command) || role is "all_in_one" || view.Env("GLITCHTIP_EMBED_WORKER").On;
        sheet.Put("embedsBeat", view.RoleName != Role.Worker ? Fact.Of(false, place) : Schedules(view) is bool both ? Fact.Of(both, place)
            : Fact.Unknown($"{view.Service.Image ?? "the image"} does not tell its version.", place));
        if (role.Length > 0 && FollowsRole(view) && !(Roles.Contains(role) || (role == "beat" && view.Major is not >= 6) || (role == "all_in_one" && view.Major is not < 6)))
        {
            sheet.Add("commandFitsVersion", false, view.Env("SERVER_ROLE").Place);
            return;
        }

        sheet.Put("commandFitsVersion", (upTo5, from6, view.Major) switch
        {
            (false, false, _) when Missing(view) is string missing =>
                Fact.Unknown($"its command names {missing}, which no mount brings and GlitchTip's own image does not have.", place),
            (false, false, _) => Fact.Of(true, place),
            (_, _, int major) => Fact.Of(major >= 6 ? !upTo5 : !from6, place),
            (true, _, null) => Fact.Unknown($"'{deployment.Masked(view.Command)}' exists up to 5.x only, and {view.Service.Image ?? "the image"} does not tell its version.", place),
            _ => Fact.Unknown($"it exists from 6.0 on only, and {view.Service.Image ?? "the image"} does not tell its version.", place),
        });
    }

    // Every version knows these, in exactly these letters; bin/start.sh ends at once for any other.
    private static readonly string[] Roles = ["web", "worker", "worker_with_beat"];

    private static bool FollowsRole(ServiceView view) => view.Command.Length == 0 || view.Command.Contains("start.sh", StringComparison.Ordinal);

    /// <summary>Whether a service runs the scheduler; null when that depends on a version that nobody can tell.</summary>
    public static bool? Schedules(ServiceView view) => view.RoleName switch
    {
        Role.AllInOne or Role.Beat => true,
        Role.Worker when WithBeat().IsMatch(view.Command) => true,
        // A command of its own does not look at SERVER_ROLE.
        Role.Worker when view.Command.Contains("celery", StringComparison.Ordinal) => false,
        Role.Worker when view.Env("SERVER_ROLE").Text is "worker_with_beat" => true,
        // The role of 6 includes the scheduler, its bare management command does not.
        Role.Worker when view.Command.Contains("runworker", StringComparison.Ordinal) => false,
        Role.Worker => view.Major is int major ? major >= 6 : null,
        _ => false,
    };

    // The image keeps everything of its own in /code; an image made of it may have more.
    private static string? Missing(ServiceView view) => File().Matches(view.Command).Select(match => match.Value)
        .FirstOrDefault(path => !path.StartsWith("/code/", StringComparison.Ordinal)
            && !Brought(view).Any(target => path == target || path.StartsWith(target.TrimEnd('/') + "/", StringComparison.Ordinal)));

    private static IEnumerable<string> Brought(ServiceView view) => view.Service.Mounts.Select(mount => mount.Target)
        .Concat((view.Service.Node("configs") as YamlSequence)?.Items.Select(config => config.At("target").Text() ?? $"/{config.At("source").Text()}") ?? [])
        .Concat(view.Service.Secrets.Select(secret => secret.Target.StartsWith('/') ? secret.Target : "/run/secrets/"));

    [GeneratedRegex(@"(?<=^|[\s=])/[\w./-]+\.(ini|py|sh|cfg|conf|toml|ya?ml|json)(?=$|\s)")]
    private static partial Regex File();

    [GeneratedRegex(@"\bcelery\b|run-celery|run-beat|run-uvicorn|run-migrate-and-runserver|\bgunicorn\b|\buvicorn\b|\bpgpartition\b")]
    private static partial Regex UpTo5();

    [GeneratedRegex(@"run-worker|\brunworker\b|\bmaintain_partitions\b")]
    private static partial Regex From6();

    [GeneratedRegex(@"with-beat|--beat\b|\s-B\b|\s-[a-zA-Z]*B[a-zA-Z]*\b(?<=\bworker\b.*)|--scheduler\b|run-worker")]
    private static partial Regex WithBeat();
}
