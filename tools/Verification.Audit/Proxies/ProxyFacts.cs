using Verification.Readiness.Evidence;

namespace Verification.Audit.Proxies;

/// <summary>The program that a reverse proxy's configuration is for.</summary>
public enum ProxyKind
{
    /// <summary>A Caddyfile.</summary>
    Caddy,

    /// <summary>nginx.conf, or a file that it includes.</summary>
    Nginx,

    /// <summary>Traefik: recognised, not read.</summary>
    Traefik,

    /// <summary>HAProxy: recognised, not read.</summary>
    HaProxy,

    /// <summary>None of these.</summary>
    Unrecognised,
}

/// <summary>What a reverse proxy's configuration says.</summary>
public sealed record ProxyFacts(ProxyKind Kind, Place Place)
{
    /// <summary>Requests with larger bodies are refused, on every way to the application; null when that is unknown.</summary>
    public bool? BodyLimited { get; init; }

    /// <summary>The largest body let through, in MiB; null when there is no limit or it is unknown.</summary>
    public double? BodyLimitMiB { get; init; }

    /// <summary>The largest body let through where no path is singled out, in MiB; null when there is no limit or it is unknown.</summary>
    public double? CommonBodyLimitMiB { get; init; }

    /// <summary>The line that sets the limit, or where the application is reached without one.</summary>
    public Place? BodyLimitPlace { get; init; }

    /// <summary>The application is reached by TLS only; null when that is unknown.</summary>
    public bool? Tls { get; init; }

    /// <summary>The line that shows it.</summary>
    public Place? TlsPlace { get; init; }

    /// <summary>Plain HTTP is answered by a redirection to HTTPS; null when that is unknown.</summary>
    public bool? RedirectsHttp { get; init; }

    /// <summary>Requests are read whole before the application gets them, at least where no path is singled out; null when that is unknown.</summary>
    public bool? Buffering { get; init; }

    /// <summary>Hosts that requests are passed to, without port.</summary>
    public IReadOnlyList<string> UpstreamHosts { get; init; } = [];

    /// <summary>Host names that it answers for.</summary>
    public IReadOnlyList<string> ServerNames { get; init; } = [];

    /// <summary>Why some of it is unknown: one clause with its line; null when all was read.</summary>
    public string? UnknownBecause { get; init; }
}
