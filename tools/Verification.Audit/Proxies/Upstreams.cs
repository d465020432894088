namespace Verification.Audit.Proxies;

/// <summary>Hosts in addresses.</summary>
internal static class Upstreams
{
    /// <summary>The host of "http://web:8000/path", "web:8000" or "[::1]:8000"; null when a variable hides it.</summary>
    public static string? Host(string address)
    {
        string rest = address.Contains("://", StringComparison.Ordinal) ? address[(address.IndexOf("://", StringComparison.Ordinal) + 3)..] : address;
        rest = rest.Split('/', 2)[0];
        string host = rest.StartsWith('[') ? rest.Split(']')[0].TrimStart('[') : rest.Split(':')[0];
        return host.Length == 0 || host.Contains('$') || host.Contains('{') ? null : host;
    }
}
