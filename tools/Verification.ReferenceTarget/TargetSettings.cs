using System.Globalization;

namespace Verification.ReferenceTarget;

/// <summary>The environment of the process, under the names that GlitchTip gives it.</summary>
public sealed record TargetSettings(
    string DatabaseUrl,
    string RedisUrl,
    string SecretKey,
    string Host,
    int Port,
    string Domain,
    bool EnableUserRegistration,
    bool EnableOrganizationCreation,
    string? SuperuserEmail,
    string? SuperuserPassword)
{
    /// <summary>Where e-mail is sent to, from <c>EMAIL_URL</c>; null where that names no plain SMTP server, as <c>consolemail://</c> does not.</summary>
    public Uri? MailServer { get; init; }

    /// <summary>Sender of e-mail, from <c>DEFAULT_FROM_EMAIL</c>.</summary>
    public string MailSender { get; init; } = "webmaster@localhost";

    /// <summary>Pause between two looks for issues to tell of, from <c>ALERT_NOTIFICATION_INTERVAL</c> in seconds.</summary>
    public TimeSpan AlertInterval { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>Shortest interval of a monitor, from <c>REFERENCE_UPTIME_TICK</c> in seconds: in GlitchTip a constant of ten.</summary>
    public TimeSpan UptimeTick { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Folder of uploaded files, from <c>MEDIA_ROOT</c>; web and worker must share it.</summary>
    public string MediaRoot { get; init; } = "uploads";

    /// <summary>Whether it is the version after this one, whose database has a column more: <c>REFERENCE_VERSION</c> is <c>next</c>.</summary>
    public bool IsNextVersion { get; init; }

    /// <summary>Reads the settings; a missing or unusable one is a <see cref="UsageException"/>.</summary>
    public static TargetSettings FromEnvironment(Func<string, string?> read)
    {
        var port = Number(read("PORT"), 8080);
        var domain = read("GLITCHTIP_DOMAIN") ?? $"http://127.0.0.1:{port}";
        if (!Uri.TryCreate(domain, UriKind.Absolute, out var uri) || uri.Scheme is not ("http" or "https"))
        {
            throw new UsageException("GLITCHTIP_DOMAIN must start with http:// or https://.");
        }

        return new TargetSettings(
            Required(read, "DATABASE_URL"),
            // As GlitchTip 5.2: the newer name goes first, and an empty one is no address.
            read("VALKEY_URL") is null ? Required(read, "REDIS_URL") : Required(read, "VALKEY_URL"),
            Required(read, "SECRET_KEY"),
            read("HOST") ?? "127.0.0.1",
            port,
            domain.TrimEnd('/'),
            Flag(read("ENABLE_USER_REGISTRATION"), true),
            Flag(read("ENABLE_ORGANIZATION_CREATION"), false),
            read("DJANGO_SUPERUSER_EMAIL"),
            read("DJANGO_SUPERUSER_PASSWORD"))
        {
            MailServer = Uri.TryCreate(read("EMAIL_URL"), UriKind.Absolute, out var mail) && mail is { Scheme: "smtp", Port: > 0 } ? mail : null,
            MailSender = read("DEFAULT_FROM_EMAIL") is { Length: > 0 } sender ? sender : "webmaster@localhost",
            AlertInterval = Seconds(read, "ALERT_NOTIFICATION_INTERVAL", 60),
            MediaRoot = read("MEDIA_ROOT") is { Length: > 0 } folder ? folder : "uploads",
            IsNextVersion = read("REFERENCE_VERSION") switch
            {
                null or "" => false,
                "next" => true,
                _ => throw new UsageException("REFERENCE_VERSION can only be next."),
            },
            UptimeTick = Seconds(read, "REFERENCE_UPTIME_TICK", 10),
        };
    }

    private static string Required(Func<string, string?> read, string name) =>
        read(name) is { Length: > 0 } value ? value : throw new UsageException($"Set the environment variable {name}.");

    private static int Number(string? text, int otherwise) =>
        string.IsNullOrEmpty(text) ? otherwise
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number is > 0 and < 65536
            ? number
            : throw new UsageException("PORT must be a TCP port number.");

    private static TimeSpan Seconds(Func<string, string?> read, string name, int otherwise) => TimeSpan.FromSeconds(
        read(name) is not { Length: > 0 } text ? otherwise
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) && seconds > 0 ? seconds
        : throw new UsageException($"{name} must be a number of seconds, at least 1."));

    private static bool Flag(string? text, bool otherwise) =>
        string.IsNullOrEmpty(text) ? otherwise : text.ToLowerInvariant() is "true" or "1" or "yes" or "on" or "y" or "ok";
}
