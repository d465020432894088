namespace Verification.ReferenceTarget.Redis;

/// <summary>Where Redis listens, from <c>redis://[:password@]host:port/database</c>.</summary>
public sealed record RedisAddress(string Host, int Port, string? Password, int Database)
{
    /// <summary>Parses VALKEY_URL or REDIS_URL; anything else is a <see cref="UsageException"/>.</summary>
    public static RedisAddress Parse(string url)
    {
        if (!Uri.TryCreate(url, UriKind.Absolute, out var uri) || uri.Scheme is not ("redis" or "valkey"))
        {
            throw new UsageException("REDIS_URL or VALKEY_URL must look like redis://[:password@]host:port/database.");
        }

        var password = uri.UserInfo.Contains(':', StringComparison.Ordinal)
            ? Uri.UnescapeDataString(uri.UserInfo[(uri.UserInfo.IndexOf(':', StringComparison.Ordinal) + 1)..])
            : null;
        var path = uri.AbsolutePath.Trim('/');
        if (path.Length > 0 && !path.All(char.IsAsciiDigit))
        {
            throw new UsageException("REDIS_URL or VALKEY_URL must end in a database number.");
        }

        return new RedisAddress(uri.Host, uri.Port > 0 ? uri.Port : 6379, password, path.Length > 0 ? int.Parse(path) : 0);
    }
}
