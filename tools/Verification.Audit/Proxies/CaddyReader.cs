using System.Text.RegularExpressions;
using Verification.Readiness.Evidence;

namespace Verification.Audit.Proxies;

/// <summary>Reads a Caddyfile: sites, their TLS, body limits and upstreams; snippets of the same file are followed.</summary>
internal static partial class CaddyReader
{
    public static ProxyFacts Read(string path, string text, Func<string, string?> lookup)
    {
        List<Directive> top;
        try
        {
            top = new ConfigurationParser(Environment(text, lookup), semicolons: false).Parse();
        }
        catch (ProxySyntaxException error)
        {
            return new ProxyFacts(ProxyKind.Caddy, new Place(path, error.Line)) { UnknownBecause = $"{path}:{error.Line}: {error.Message}" };
        }

        // A file with one site may leave out the block.
        bool bare = top.Count > 0 && top.All(directive => directive.Block.Count == 0 || !directive.Words.Any(IsAddress));
        Directive[] options = bare && top[0].Words.Count > 0 ? [] : [.. top.Where(directive => directive.Words.Count == 0).SelectMany(directive => directive.Block)];
        Dictionary<string, Directive> snippets = [];
        foreach (Directive snippet in top.Where(directive => directive.Name.StartsWith('(')))
        {
            snippets.TryAdd(snippet.Name.Trim('(', ')'), snippet);
        }

        CaddySite[] sites = bare
            ? [CaddySite.Of(top[0].Words, top[0].Line, [.. top.Skip(1)], snippets)]
            : [.. top.Where(IsSite).Select(site => CaddySite.Of(site.Words, site.Line, site.Block, snippets))];
        return Judge(path, sites, options, top);
    }

    private static ProxyFacts Judge(string path, CaddySite[] sites, Directive[] options, List<Directive> top)
    {
        CaddySite[] passing = [.. sites.Where(site => site.Proxies.Any() && !site.IsLocal)];
        Directive? import = sites.SelectMany(site => site.Unresolved).Concat(top.Where(directive => directive.Name == "import")).FirstOrDefault();
        string? unknown = import is not null ? $"{path}:{import.Line}: it imports '{string.Join(' ', import.Words.Skip(1))}', which is not read"
            : passing.Length == 0 ? $"{path}:1: no site passes requests on" : null;
        if (passing.Length == 0)
        {
            return new ProxyFacts(ProxyKind.Caddy, new Place(path, 1)) { UnknownBecause = unknown };
        }

        string automatic = options.FirstOrDefault(option => option.Name == "auto_https")?.Word(1) ?? "on";
        bool?[] tls = [.. passing.Select(site => site.Encrypted(automatic == "off"))];
        int notSure = Array.FindIndex(tls, answer => answer is null);
        CaddyPassage[] passages = [.. passing.SelectMany(site => site.Passages)];
        CaddyPassage[] common = passages.Any(passage => !passage.Special) ? [.. passages.Where(passage => !passage.Special)] : passages;
        CaddyPassage? open = passages.FirstOrDefault(passage => passage.Limit is null);
        CaddyPassage widest = open ?? passages.MaxBy(passage => passage.LimitMiB)!;
        bool partly = open?.PartLimit is not null;
        bool redirects = tls.All(answer => answer == true) && automatic is "on" or "ignore_loaded_certs" or "disable_certs";
        return new ProxyFacts(ProxyKind.Caddy, new Place(path, passing[0].Line))
        {
            BodyLimited = open is null ? true : import is not null || partly ? null : false,
            BodyLimitMiB = open is null ? widest.LimitMiB : null,
            CommonBodyLimitMiB = common.Any(passage => passage.Limit is null) ? null : common.Max(passage => passage.LimitMiB),
            BodyLimitPlace = new Place(path, (widest.Limit ?? widest.PartLimit ?? widest.Proxy).Line),
            Tls = tls.Any(answer => answer == false) ? false : notSure >= 0 ? null : true,
            TlsPlace = new Place(path, passing[Math.Max(Array.FindIndex(tls, answer => answer != true), 0)].Line),
            RedirectsHttp = redirects || sites.Any(site => site.RedirectsToHttps) ? true : notSure >= 0 ? null : false,
            Buffering = common.All(passage => passage.Buffers) ? true : import is not null ? null : false,
            UpstreamHosts = [.. passing.SelectMany(site => site.Hosts).Distinct()],
            ServerNames = [.. passing.SelectMany(site => site.Names).Distinct()],
            UnknownBecause = unknown ?? (partly ? $"{path}:{open!.PartLimit!.Line}: the body limit is set for a part of the requests only"
                : notSure >= 0 ? $"{path}:{passing[notSure].Line}: the site's address comes from a variable whose value is not known" : null),
        };
    }

    private static bool IsSite(Directive directive) => directive.Words.Count > 0 && !directive.Name.StartsWith('(') && directive.Name != "import";

    /// <summary>Whether a word is a site's address rather than a directive.</summary>
    private static bool IsAddress(string word) => word.StartsWith('(') || word.StartsWith(':') || word.Contains('.') || word.Contains("://", StringComparison.Ordinal)
        || word.Contains('{') || word.TrimEnd(',') is "localhost" || HostAndPort().IsMatch(word);

    /// <summary>{$NAME} and {$NAME:default} are replaced before anything is parsed; unknown ones stay.</summary>
    private static string Environment(string text, Func<string, string?> lookup) => Placeholder().Replace(text, match =>
        lookup(match.Groups[1].Value) ?? (match.Groups[2].Success ? match.Groups[2].Value : match.Value));

    /// <summary>Limits a directive to some requests: a path, a named matcher.</summary>
    internal static bool IsMatcher(string? word) => word is not null && (word.StartsWith('@') || (word.StartsWith('/') && word is not "/" and not "/*"));

    [GeneratedRegex(@"\{\$([A-Za-z_]\w*)(?::([^}\n]*))?\}")]
    private static partial Regex Placeholder();

    [GeneratedRegex(@"^[\w-]+:[0-9]+,?$")]
    private static partial Regex HostAndPort();
}
