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
            read("DJANGO_SUPERUSER_PASSWORD"));
    }

    private static string Required(Func<string, string?> read, string name) =>
        read(name) is { Length: > 0 } value ? value : throw new UsageException($"Set the environment variable {name}.");

    private static int Number(string? text, int otherwise) =>
        string.IsNullOrEmpty(text) ? otherwise
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number is > 0 and < 65536
            ? number
            : throw new UsageException("PORT must be a TCP port number.");

    private static bool Flag(string? text, bool otherwise) =>
        string.IsNullOrEmpty(text) ? otherwise : text.ToLowerInvariant() is "true" or "1" or "yes" or "on" or "y" or "ok";
}
