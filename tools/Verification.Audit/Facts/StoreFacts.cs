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
        // Up to 17 the image declares a volume at its data folder: an anonymous one there hides whatever is mounted above it.
        sheet.Add("dataOnVolume", Kept(view, deployment, target => moved ? target == "/var/lib/postgresql" : IsAt(folder, target) && !(IsAt(Declared, target) && target != Declared && IsAt(folder, Declared))))
            .Add("tuningVariables", [.. view.Service.Environment
                .Where(variable => Tuning().IsMatch(variable.Name) && !KnownToPostgres.Contains(variable.Name)).Select(variable => variable.Name)], Tuned(view));
        string settings = view.Command + " " + view.Env("POSTGRES_INITDB_ARGS").Text;
        Trust(sheet, view, deployment);
        string? unread = view.Env("POSTGRES_INITDB_ARGS").UnknownBecause ?? Hidden(view, folder);
        string config = ConfigFile().Match(view.Command) is { Success: true } file ? file.Groups[1].Value : $"{folder}/postgresql.conf";
        FileRead? read = Mounted(view, config, deployment);
        settings += read is FileText { Text: string text } ? "\n" + WithoutComments(text) : "";
        unread ??= read is FileText { Text: string whole } ? Include().IsMatch(WithoutComments(whole)) ? $"{config} includes other files." : null
            // In the data folder it is the server's own, unless the folder brings one.
            : !view.Command.Contains("config_file", StringComparison.Ordinal) ? null
            : $"{config}, which it is told to use, is not among the files.";

        sheet.Put("durable", Undurable().IsMatch(settings) ? Fact.Of(false, command) : unread is null ? Fact.Of(true, command) : Fact.Unknown(unread, command));
    }

    // Either by the image's own variable, or by a pg_hba.conf that is put over the image's.
    private static void Trust(FactSheet sheet, ServiceView view, Deployment deployment)
    {
        EnvValue method = view.Env("POSTGRES_HOST_AUTH_METHOD");
        bool trusts = method.Text == "trust";
        string folder = view.Env("PGDATA").Text?.TrimEnd('/') ?? "/var/lib/postgresql/data";
        string? told = HbaFile().Match(view.Command) is { Success: true } file ? file.Groups[1].Value : null;
        Place place = view.CommandNode?.Place ?? view.Service.Place;
        FileRead? read = Mounted(view, told ?? $"{folder}/pg_hba.conf", deployment);
        sheet.Put("trustsEveryone", trusts || method.UnknownBecause is not null ? method.UnknownBecause is null ? Fact.Of(true, method.Place) : method.Fact
            : read is FileText { Text: string text } ? Fact.Of(TrustedHost().IsMatch(WithoutComments(text)), place)
            : told is not null ? Fact.Unknown($"{told}, which it is told to use, is not among the files.", place)
            : Hidden(view, folder) is string hidden ? Fact.Unknown(hidden, place)
            : Fact.Of(false, place));
    }

    private const string Declared = "/var/lib/postgresql/data";

    private static bool IsAt(string folder, string target) => folder == target || folder.StartsWith(target + "/", StringComparison.Ordinal);

    // Scripts of the first start, and an entrypoint of somebody's own, can change every setting.
    private static string? Hidden(ServiceView view, string folder) =>
        view.Service.Entrypoint is { Count: > 0 } words && !words[0].EndsWith("docker-entrypoint.sh", StringComparison.Ordinal) && !words[0].EndsWith("postgres", StringComparison.Ordinal)
            ? $"its entrypoint {words[0]} is not read."
            : view.Service.Mounts.FirstOrDefault(mount => mount.Target.StartsWith("/docker-entrypoint-initdb.d", StringComparison.Ordinal)) is { } first
                ? $"{first.Source} is run at the first start of {folder} and is not read."
                : null;

    private static string WithoutComments(string text) => string.Join('\n', text.Split('\n').Select(line => line.Split('#')[0]));

    private static Place? Tuned(ServiceView view) => view.Service.Environment.FirstOrDefault(variable => Tuning().IsMatch(variable.Name) && !KnownToPostgres.Contains(variable.Name))?.Place;

    private static void Redis(FactSheet sheet, ServiceView view, Deployment deployment)
    {
        Place command = view.CommandNode?.Place ?? view.Service.Place;
        string inFile = "";
        // Others' images of the same name start with settings of their own: Bitnami's writes the append-only file by default.
        string? unread = view.Image is { Official: true } ? null : $"{view.Service.Image} may have settings of its own, which the files don't show.";
        if (RedisConfig().Match(view.Command) is { Success: true } file)
        {
            FileRead? read = Mounted(view, file.Value, deployment);
            inFile = read is FileText { Text: string text } ? WithoutComments(text) : "";
            unread = read is FileText ? unread : $"{file.Value}, which it is told to use, is not among the files.";
        }

        // What a file includes, or a file that is not here, comes before the command line; an entrypoint of somebody's own comes before everything.
        (inFile, unread) = Include().IsMatch(inFile) ? ("", "its configuration includes other files.") : (inFile, unread);
        string? opaque = view.Service.Entrypoint is { Count: > 0 } own && !own[0].EndsWith("docker-entrypoint.sh", StringComparison.Ordinal) && !own[0].Contains("-server", StringComparison.Ordinal) && own[0] is not ("sh" or "/bin/sh" or "bash")
                ? $"its entrypoint {own[0]} is not read." : null;
        // Redis takes the last of several, and its command line after its file.
        string settings = $"{inFile}\n{view.Command} {view.Env("VALKEY_EXTRA_FLAGS").Text}";
        Fact appendOnly = Option(AppendOnly(), settings, "no", unread, opaque, command);
        sheet.Put("evictionPolicy", Option(Policy(), settings, "noeviction", unread, opaque, command))
            .Put("appendOnly", appendOnly.UnknownBecause is null ? Fact.Of(appendOnly.Values[0] == "yes", command) : appendOnly)
            .Add("dataOnVolume", Kept(view, deployment, target => target == (Folder().Matches(settings).LastOrDefault()?.Groups[1].Value.TrimEnd('/') ?? "/data") || target == "/bitnami/redis/data"));
    }

    /// <summary>The password that a Redis asks for; null when it asks for none.</summary>
    public static string? RedisPassword(ServiceView view, Deployment deployment)
    {
        string file = RedisConfig().Match(view.Command) is { Success: true } match && Mounted(view, match.Value, deployment) is FileText { Text: string text } ? WithoutComments(text) : "";
        return RequirePass().Matches($"{file}\n{view.Command}").LastOrDefault()?.Groups[1].Value;
    }

    private static Fact Option(Regex option, string settings, string otherwise, string? unread, string? opaque, Place place) =>
        opaque is not null ? Fact.Unknown(opaque, place)
        : option.Matches(settings).LastOrDefault() is { } given ? Fact.Of(given.Groups[1].Value.ToLowerInvariant(), place)
        : unread is null ? Fact.Of(otherwise, place) : Fact.Unknown(unread, place);

    // Only a volume with a name, or a folder of the host, is found again by the next container.
    private static bool Kept(ServiceView view, Deployment deployment, Func<string, bool> isData) => view.Service.Mounts
        .Any(mount => mount.Type is "volume" or "bind" && !string.IsNullOrEmpty(mount.Source) && isData(mount.Target.TrimEnd('/')) && !IsInMemory(mount, deployment));

    private static bool IsInMemory(ComposeMount mount, Deployment deployment) =>
        mount.Type == "volume" && deployment.Project.Root.At(["volumes", mount.Source!, "driver_opts", "type"]).Text() == "tmpfs";

    private static FileRead? Mounted(ServiceView view, string path, Deployment deployment)
    {
        ComposeMount? mount = view.Service.Mounts.FirstOrDefault(mount => mount.Type == "bind" && (mount.Target == path || path.StartsWith(mount.Target.TrimEnd('/') + "/", StringComparison.Ordinal)));
        return mount?.Source is string source ? deployment.Files.Read(mount.Target == path ? source : source.TrimEnd('/') + path[mount.Target.TrimEnd('/').Length..]) : null;
    }

    [GeneratedRegex(@"^POSTGRES_.*(BUFFERS|WORK_MEM|CACHE_SIZE|CONNECTIONS|WAL|CHECKPOINT|PAGE_COST|PARALLEL|AUTOVACUUM|STATEMENT_TIMEOUT|IO_CONCURRENCY|STATISTICS|MAINTENANCE)")]
    private static partial Regex Tuning();

    [GeneratedRegex(@"hba_file=(\S+)")]
    private static partial Regex HbaFile();

    [GeneratedRegex(@"^\s*host\w*\s+(?!.*(127\.0\.0\.1|::1|localhost|samehost)).*\btrust\s*$", RegexOptions.Multiline)]
    private static partial Regex TrustedHost();

    [GeneratedRegex(@"(?:^|[\s;]|-c\s*|--)(fsync|full[_-]page[_-]writes|synchronous[_-]commit)(\s*=\s*|\s+)'?(off|false|no|0)\b|(^|\s)-F(\s|$)", RegexOptions.IgnoreCase | RegexOptions.Multiline)]
    private static partial Regex Undurable();

    [GeneratedRegex(@"config_file=(\S+)")]
    private static partial Regex ConfigFile();

    [GeneratedRegex(@"(?<=\s)\S+\.conf\b")]
    private static partial Regex RedisConfig();

    [GeneratedRegex(@"^\s*include(_dir|_if_exists)?\s", RegexOptions.Multiline)]
    private static partial Regex Include();

    [GeneratedRegex(@"(?:^|\s)(?:--)?dir[\s=]+[""']?(/\S+?)[""']?(?=\s|$)")]
    private static partial Regex Folder();

    [GeneratedRegex(@"maxmemory-policy[\s=]+[""']?([\w-]+)", RegexOptions.IgnoreCase)]
    private static partial Regex Policy();

    [GeneratedRegex(@"appendonly[\s=]+[""']?(yes|no)", RegexOptions.IgnoreCase)]
    private static partial Regex AppendOnly();

    [GeneratedRegex(@"requirepass[\s=]+[""']?([^\s""']+)")]
    private static partial Regex RequirePass();
}
