using Verification.Readiness.Evidence;

namespace Verification.Audit.Proxies;

/// <summary>Reads Caddyfiles and nginx configurations; recognises Traefik and HAProxy.</summary>
public static class ProxyReader
{
    private const int MaximumLength = 1 << 20;

    private static readonly string[] Servers = ["proxy_pass", "server {", "server_name"];

    /// <summary>Reads a configuration; what it can't tell is unknown with the reason, never thrown.</summary>
    /// <param name="path">Path in the deployment folder.</param>
    /// <param name="text">The configuration.</param>
    /// <param name="lookup">Gives the value of an environment variable that the proxy is started with; null when it is not known.</param>
    public static ProxyFacts Read(string path, string text, Func<string, string?>? lookup = null)
    {
        ProxyKind kind = Recognise(path, text);
        Place place = new(path, 1);
        if (text.Length > MaximumLength || text.Contains('\0'))
        {
            return new ProxyFacts(kind, place) { UnknownBecause = $"{place}: the file is too large or holds binary data" };
        }

        string clean = text.TrimStart('\uFEFF').ReplaceLineEndings("\n");
        return kind switch
        {
            ProxyKind.Caddy => CaddyReader.Read(path, clean, lookup ?? (_ => null)),
            ProxyKind.Nginx => NginxReader.Read(path, clean),
            ProxyKind.Traefik => new ProxyFacts(kind, place) { UnknownBecause = $"{place}: Traefik's configuration is not read" },
            ProxyKind.HaProxy => new ProxyFacts(kind, place) { UnknownBecause = $"{place}: HAProxy's configuration is not read" },
            ProxyKind.Unrecognised => new ProxyFacts(kind, place) { UnknownBecause = $"{place}: it is no proxy's configuration that is known here" },
            _ => new ProxyFacts(kind, place),
        };
    }

    /// <summary>Which proxy a file configures, by its name and then by its content.</summary>
    public static ProxyKind Recognise(string path, string text)
    {
        string name = path[(path.LastIndexOf('/') + 1)..].ToLowerInvariant();
        string start = text[..Math.Min(text.Length, 20_000)];
        return name.Contains("caddyfile") || name.EndsWith(".caddy", StringComparison.Ordinal) ? ProxyKind.Caddy
            : name.StartsWith("haproxy", StringComparison.Ordinal) ? ProxyKind.HaProxy
            : name.StartsWith("traefik", StringComparison.Ordinal) || start.Contains("entryPoints", StringComparison.Ordinal) ? ProxyKind.Traefik
            : name.Contains("nginx") || (IsIncluded(path) && Servers.Any(word => start.Contains(word, StringComparison.Ordinal))) ? ProxyKind.Nginx
            : ProxyKind.Unrecognised;
    }

    private static bool IsIncluded(string path) =>
        path.EndsWith(".conf", StringComparison.Ordinal) || path.Contains("sites-", StringComparison.Ordinal) || path.Contains("conf.d/", StringComparison.Ordinal);
}
