namespace Verification.Audit.Facts;

/// <summary>The address of a database or a broker as a service is told it.</summary>
/// <param name="Host">Host name.</param>
/// <param name="User">User; null when none is given.</param>
/// <param name="Password">Password; null when none is given.</param>
/// <param name="Port">Port; null when none is given.</param>
/// <param name="Database">Name of the database; null when none is given.</param>
/// <param name="Unknown">Why a part of it can't be told; null when all can.</param>
internal sealed record ServiceAddress(string Host, string? User, string? Password, string? Port = null, string? Database = null, string? Unknown = null)
{
    /// <summary>Takes a URL apart; null when it is none.</summary>
    public static ServiceAddress? Parse(string url)
    {
        int scheme = url.IndexOf("://", StringComparison.Ordinal);
        if (scheme < 0)
        {
            return null;
        }

        string[] parts = url[(scheme + 3)..].Split('?')[0].Split('/', 2);
        string rest = parts[0];
        // The last @ ends the credentials: people put one into passwords without escaping it.
        int at = rest.LastIndexOf('@');
        string[] credentials = at < 0 ? [] : rest[..at].Split(':', 2);
        string host = rest[(at + 1)..].Split(',')[0];
        int port = host.LastIndexOf(':');
        bool hasPort = port > host.LastIndexOf(']');
        return new(hasPort ? host[..port] : host, Part(credentials, 0), Part(credentials, 1), hasPort ? host[(port + 1)..] : null, parts.Length == 2 && parts[1].Length > 0 ? parts[1] : null);
    }

    private static string? Part(string[] credentials, int index) =>
        credentials.Length > index && credentials[index].Length > 0 ? Uri.UnescapeDataString(credentials[index]) : null;
}
