using System.Text.RegularExpressions;
using Verification.Audit.Compose;
using Verification.Readiness.Evidence;
using Verification.Readiness.Rules;

namespace Verification.Audit.Facts;

/// <summary>How PostgreSQL and Redis keep what they are given.</summary>
internal static partial class StoreFacts
{
    // Variables that the postgres image reads (its documentation); all others named POSTGRES_ do nothing.
    private static readonly string[] KnownToPostgres =
        ["POSTGRES_USER", "POSTGRES_PASSWORD", "POSTGRES_DB", "POSTGRES_INITDB_ARGS", "POSTGRES_INITDB_WALDIR", "POSTGRES_HOST_AUTH_METHOD"];

    public static void Add(FactSheet sheet, ServiceView view, Deployment deployment)
    {
        if (view.RoleName == Role.Postgres)
        {
            Postgres(sheet, view, deployment);
        }
        else if (view.RoleName == Role.Redis)
        {
            Redis(sheet, view, deployment);
        }
    }

    private static void Postgres(FactSheet sheet, ServiceView view, Deployment deployment)
    {
        Place command = view.CommandNode?.Place ?? view.Service.Place;
        string folder = view.Env("PGDATA").Text is string own ? own.TrimEnd('/') : "/var/lib/postgresql/data";
        // From 18 on the image keeps its data one folder higher and refuses a volume at the old place.
        bool moved = view.Image?.Major >= 18 && view.Env("PGDATA").Text is null;
        sheet.Add("dataOnVolume", Kept(view, target => moved ? target == "/var/lib/postgresql" : folder == target || folder.StartsWith(target + "/", StringComparison.Ordinal)))
            .Add("tuningVariables", [.. view.Service.Environment
                .Where(variable => Tuning().IsMatch(variable.Name) && !KnownToPostgres.Contains(variable.Name)).Select(variable => variable.Name)], Tuned(view));
        string settings = view.Command + " " + view.Env("POSTGRES_INITDB_ARGS").Text;
        Trust(sheet, view, deployment);
        string? unread = null;
        if (ConfigFile().Match(view.Command) is { Success: true } file)
        {
            FileRead? read = Mounted(view, file.Groups[1].Value, deployment);
            settings += read is FileText { Text: string text } ? "\n" + WithoutComments(text) : "";
            unread = read is FileText ? null : $"{file.Groups[1].Value}, which it is told to use, is not among the files.";
        }

        sheet.Put("durable", Undurable().IsMatch(settings) ? Fact.Of(false, command) : unread is null ? Fact.Of(true, command) : Fact.Unknown(unread, command));
    }

    // Either by the image's own variable, or by a pg_hba.conf that is put over the image's.
    private static void Trust(FactSheet sheet, ServiceView view, Deployment deployment)
    {
        EnvValue method = view.Env("POSTGRES_HOST_AUTH_METHOD");
        bool trusts = method.Text == "trust";
        if (!trusts && HbaFile().Match(view.Command) is { Success: true } file)
        {
            Place command = view.CommandNode?.Place ?? view.Service.Place;
            sheet.Put("trustsEveryone", Mounted(view, file.Groups[1].Value, deployment) is FileText { Text: string text }
                ? Fact.Of(TrustedHost().IsMatch(WithoutComments(text)), command)
                : Fact.Unknown($"{file.Groups[1].Value}, which it is told to use, is not among the files.", command));
            return;
        }

        sheet.Add("trustsEveryone", trusts, method.Place);
    }

    private static string WithoutComments(string text) => string.Join('\n', text.Split('\n').Select(line => line.Split('#')[0]));

    private static Place? Tuned(ServiceView view) => view.Service.Environment.FirstOrDefault(variable => Tuning().IsMatch(variable.Name) && !KnownToPostgres.Contains(variable.Name))?.Place;

    private static void Redis(FactSheet sheet, ServiceView view, Deployment deployment)
    {
        Place command = view.CommandNode?.Place ?? view.Service.Place;
        string settings = $"{view.Command} {view.Env("VALKEY_EXTRA_FLAGS").Text}";
        // Others' images of the same name start with settings of their own: Bitnami's writes the append-only file by default.
        string? unread = view.Image is { Official: true } ? null : $"{view.Service.Image} may have settings of its own, which the files don't show.";
        if (RedisConfig().Match(view.Command) is { Success: true } file)
        {
            FileRead? read = Mounted(view, file.Value, deployment);
            settings += read is FileText { Text: string text } ? "\n" + WithoutComments(text) : "";
            unread = read is FileText ? unread : $"{file.Value}, which it is told to use, is not among the files.";
        }

        sheet.Put("evictionPolicy", Option(Policy(), settings, "noeviction", unread, command))
            .Put("appendOnly", Option(AppendOnly(), settings, "no", unread, command) is { UnknownBecause: null } value ? Fact.Of(value.Values[0] == "yes", command) : Fact.Unknown(unread!, command))
            .Add("dataOnVolume", Kept(view, target => target is "/data" or "/var/lib/redis" or "/bitnami/redis/data" || settings.Contains($"--dir {target}", StringComparison.Ordinal)));
    }

    /// <summary>The password that a Redis asks for; null when it asks for none.</summary>
    public static string? RedisPassword(ServiceView view) => RequirePass().Match(view.Command) is { Success: true } match ? match.Groups[1].Value : null;

    private static Fact Option(Regex option, string settings, string otherwise, string? unread, Place place) =>
        option.Match(settings) is { Success: true } given ? Fact.Of(given.Groups[1].Value.ToLowerInvariant(), place)
        : unread is null ? Fact.Of(otherwise, place) : Fact.Unknown(unread, place);

    // Only a volume with a name, or a folder of the host, is found again by the next container.
    private static bool Kept(ServiceView view, Func<string, bool> isData) => view.Service.Mounts
        .Any(mount => mount.Type is "volume" or "bind" && !string.IsNullOrEmpty(mount.Source) && isData(mount.Target.TrimEnd('/')));

    private static FileRead? Mounted(ServiceView view, string path, Deployment deployment)
    {
        ComposeMount? mount = view.Service.Mounts.FirstOrDefault(mount => mount.Type == "bind" && (mount.Target == path || path.StartsWith(mount.Target.TrimEnd('/') + "/", StringComparison.Ordinal)));
        return mount?.Source is string source ? deployment.Files.Read(mount.Target == path ? source : source.TrimEnd('/') + path[mount.Target.TrimEnd('/').Length..]) : null;
    }

    [GeneratedRegex(@"^POSTGRES_.*(BUFFERS|WORK_MEM|CACHE_SIZE|CONNECTIONS|WAL|CHECKPOINT|PAGE_COST|PARALLEL|AUTOVACUUM|STATEMENT_TIMEOUT|IO_CONCURRENCY|STATISTICS|MAINTENANCE)")]
    private static partial Regex Tuning();

    [GeneratedRegex(@"hba_file=(\S+)")]
    private static partial Regex HbaFile();

    [GeneratedRegex(@"^\s*host.*\btrust\s*$", RegexOptions.Multiline)]
    private static partial Regex TrustedHost();

    [GeneratedRegex(@"\b(fsync|full[_-]page[_-]writes|synchronous[_-]commit)\s*=\s*'?(off|false|no|0)\b|(^|\s)-F(\s|$)", RegexOptions.IgnoreCase)]
    private static partial Regex Undurable();

    [GeneratedRegex(@"config_file=(\S+)")]
    private static partial Regex ConfigFile();

    [GeneratedRegex(@"(?<=\s)/\S+\.conf\b")]
    private static partial Regex RedisConfig();

    [GeneratedRegex(@"maxmemory-policy[\s=]+[""']?([\w-]+)", RegexOptions.IgnoreCase)]
    private static partial Regex Policy();

    [GeneratedRegex(@"appendonly[\s=]+[""']?(yes|no)", RegexOptions.IgnoreCase)]
    private static partial Regex AppendOnly();

    [GeneratedRegex(@"requirepass[\s=]+[""']?([^\s""']+)")]
    private static partial Regex RequirePass();
}
