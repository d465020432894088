using System.Text.RegularExpressions;

namespace Verification.Audit.Facts;

/// <summary>What a service is for, told from its image and its command.</summary>
internal static partial class Role
{
    public const string Web = "web", Worker = "worker", Beat = "beat", AllInOne = "all-in-one", Migrate = "migrate";
    public const string Postgres = "postgres", Redis = "redis", Proxy = "proxy", Other = "other";

    /// <summary>The role of a service that runs the GlitchTip image.</summary>
    /// <param name="command">Entrypoint and command as one line; empty when neither is given.</param>
    /// <param name="serverRole">SERVER_ROLE, which the image's default command follows.</param>
    /// <param name="embedsWorker">Whether GLITCHTIP_EMBED_WORKER is on.</param>
    public static string OfGlitchTip(string command, string? serverRole, bool embedsWorker) => command switch
    {
        _ when AllInOneCommand().IsMatch(command) => AllInOne,
        _ when WorkerCommand().IsMatch(command) => Worker,
        _ when BeatCommand().IsMatch(command) => Beat,
        _ when command.Length > 0 && !ServerCommand().IsMatch(command) && MigrateCommand().IsMatch(command) => Migrate,
        _ when command.Length > 0 && !ServerCommand().IsMatch(command) && !IsOpaque(command) => Other,
        _ when RunWeb().IsMatch(command) => embedsWorker ? AllInOne : Web,
        _ => serverRole switch
        {
            "worker" or "worker_with_beat" => Worker,
            "beat" => Beat,
            "all_in_one" => AllInOne,
            _ => embedsWorker ? AllInOne : Web,
        },
    };

    /// <summary>The role of any other service.</summary>
    public static string OfOther(string image) => image switch
    {
        _ when PostgresImage().IsMatch(image) => Postgres,
        _ when RedisImage().IsMatch(image) => Redis,
        _ when ProxyImage().IsMatch(image) => Proxy,
        _ => Other,
    };

    /// <summary>Whether a command is a program of somebody's own, which can do anything that GlitchTip's own commands do.</summary>
    public static bool IsOpaque(string command) => OwnProgram().IsMatch(command) && !ServerCommand().IsMatch(command) && !MigrateCommand().IsMatch(command) && !WorkerCommand().IsMatch(command)
        && !BeatCommand().IsMatch(command) && !AllInOneCommand().IsMatch(command);

    /// <summary>Whether an image's short name is that of GlitchTip, or of an image made of it.</summary>
    public static bool IsGlitchTip(string image) => GlitchTipImage().IsMatch(image);

    /// <summary>Whether a command migrates the database, whatever else it does.</summary>
    public static bool Migrates(string command) => MigrateCommand().IsMatch(command);

    [GeneratedRegex(@"^(\S*/)?[\w.\-]+\.(sh|py)\b(?<!manage\.py)|^/(?!code/|usr/bin/|bin/)\S+")]
    private static partial Regex OwnProgram();

    [GeneratedRegex(@"run-all-in-one|\bpython3? (\./)?app\.py")]
    private static partial Regex AllInOneCommand();

    [GeneratedRegex(@"\bcelery\b.*\bworker\b|run-celery|run-worker|\brunworker\b")]
    private static partial Regex WorkerCommand();

    [GeneratedRegex(@"\bcelery\b.*\bbeat\b|run-beat")]
    private static partial Regex BeatCommand();

    [GeneratedRegex(@"run-migrate|\bmanage\.py\b.*\bmigrate\b(?!.*--(plan|check|fake|help))|^(\./)?migrate$")]
    private static partial Regex MigrateCommand();

    [GeneratedRegex(@"\bstart\.sh|run-(web|uwsgi|uvicorn|granian)|\b(uwsgi|gunicorn|uvicorn|granian|daphne)\b|\brunserver\b")]
    private static partial Regex ServerCommand();

    [GeneratedRegex(@"run-(web|uwsgi|uvicorn|granian)|\b(uwsgi|gunicorn|uvicorn|granian|daphne)\b|\brunserver\b")]
    private static partial Regex RunWeb();

    [GeneratedRegex(@"(^|[/-])(postgres(ql)?|postgis|timescaledb(-ha)?|pgvector|supabase-postgres)(?=$|[:@-])(?!.*(exporter|backup|bouncer|admin|mcp|proxy|operator))")]
    private static partial Regex PostgresImage();

    [GeneratedRegex(@"(^|[/-])(redis|valkey|keydb|dragonfly|redis-stack(-server)?)(?=$|[:@-])(?!.*(exporter|backup|commander|insight|mcp|proxy|admin))")]
    private static partial Regex RedisImage();

    [GeneratedRegex(@"^(?!.*(proxy|backup|exporter|mcp|caddy|nginx|traefik|redis|valkey|postgres)).*glitchtip", RegexOptions.IgnoreCase)]
    private static partial Regex GlitchTipImage();

    [GeneratedRegex(@"(^|[/-])(nginx|caddy|traefik|haproxy|envoy|nginx-proxy(-manager)?|swag|httpd|cloudflared|reverse-proxy|proxy)(?=$|[:@-])")]
    private static partial Regex ProxyImage();
}
