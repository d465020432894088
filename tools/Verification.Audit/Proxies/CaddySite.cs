namespace Verification.Audit.Proxies;

/// <summary>One site of a Caddyfile, with the snippets it imports in place.</summary>
internal sealed record CaddySite(IReadOnlyList<string> Addresses, int Line, IReadOnlyList<Directive> Directives, IReadOnlyList<Directive> Unresolved)
{
    private const int MaximumImports = 20;

    public static CaddySite Of(IReadOnlyList<string> addresses, int line, IReadOnlyList<Directive> block, Dictionary<string, Directive> snippets)
    {
        List<Directive> directives = [];
        List<Directive> unresolved = [];
        Queue<(Directive Directive, int Depth)> open = new(block.Select(directive => (directive, 0)));
        while (open.Count > 0)
        {
            (Directive directive, int depth) = open.Dequeue();
            if (directive.Name != "import")
            {
                directives.Add(directive);
                unresolved.AddRange(directive.All().Skip(1).Where(inner => inner.Name == "import"));
            }
            else if (depth < MaximumImports && directives.Count < 10_000 && directive.Words.Count > 1 && snippets.TryGetValue(directive.Words[1], out Directive? snippet))
            {
                snippet.Block.ForEach(inner => open.Enqueue((inner, depth + 1)));
            }
            else
            {
                unresolved.Add(directive);
            }
        }

        return new CaddySite([.. addresses.SelectMany(word => word.Split(',', StringSplitOptions.RemoveEmptyEntries))], line, directives, unresolved);
    }

    public IEnumerable<Directive> Proxies => Directives.SelectMany(directive => directive.All()).Where(directive => directive.Name == "reverse_proxy");

    /// <summary>Each way to an upstream, with the smallest body limit on it.</summary>
    public IReadOnlyList<CaddyPassage> Passages => [.. Walk(Directives, null, false)];

    /// <summary>Only this machine reaches it.</summary>
    public bool IsLocal => Directives.Any(directive => directive.Name == "bind" && directive.Words.Skip(1).All(IsLoopback))
        || Addresses.All(address => Upstreams.Host(address) is string host && IsLoopback(host));

    public bool RedirectsToHttps => Addresses.Any(IsPlain) && Directives.SelectMany(directive => directive.All())
        .Any(directive => directive.Name == "redir" && directive.Words.Any(word => word.StartsWith("https://", StringComparison.Ordinal)));

    public IEnumerable<string> Hosts => Proxies.SelectMany(Targets).Where(word => word[0] is not ('@' or '/' or '*')).Select(Upstreams.Host).OfType<string>();

    public IEnumerable<string> Names => Addresses.Select(Upstreams.Host).OfType<string>();

    /// <summary>Caddy serves HTTPS for every address that does not say http:// or port 80; null when a variable hides the address.</summary>
    public bool? Encrypted(bool automaticOff)
    {
        bool own = Directives.Any(directive => directive.Name == "tls");
        return Addresses.Any(address => IsPlain(address) || (automaticOff && !own && !address.StartsWith("https://", StringComparison.Ordinal))) ? false
            : own ? true
            : Addresses.Any(address => address.Contains('{') && !address.StartsWith("https://", StringComparison.Ordinal)) ? null
            : Addresses.All(address => !address.StartsWith(':') || address == ":443");
    }

    private static bool IsPlain(string address) => address.StartsWith("http://", StringComparison.Ordinal) || address.EndsWith(":80", StringComparison.Ordinal);

    private static bool IsLoopback(string host) => host is "localhost" or "127.0.0.1" or "::1" or "[::1]";

    private static IEnumerable<CaddyPassage> Walk(IReadOnlyList<Directive> block, Directive? outer, bool special)
    {
        Directive[] limits = [.. block.Where(directive => directive.Name == "request_body" && SizeOf(directive) is not null)];
        Directive? part = limits.FirstOrDefault(limit => CaddyReader.IsMatcher(limit.Word(1)));
        Directive? limit = limits.Where(candidate => !CaddyReader.IsMatcher(candidate.Word(1))).Append(outer).OfType<Directive>().MinBy(SizeOf);
        foreach (Directive directive in block)
        {
            bool narrowed = special || CaddyReader.IsMatcher(directive.Word(1));
            if (directive.Name == "reverse_proxy")
            {
                bool buffers = directive.Block.Any(option => option.Name is "request_buffers" or "buffer_requests");
                yield return new CaddyPassage(directive, limit, limit is null ? null : SizeOf(limit), limit is null ? part : null, narrowed, buffers);
            }
            else if (directive.Name != "request_body")
            {
                foreach (CaddyPassage inner in Walk(directive.Block, limit, narrowed))
                {
                    yield return inner with { PartLimit = inner.Limit is null ? inner.PartLimit ?? part : null };
                }
            }
        }
    }

    private static IEnumerable<string> Targets(Directive proxy) =>
        proxy.Words.Skip(1).Concat(proxy.Block.Where(option => option.Name == "to").SelectMany(option => option.Words.Skip(1))).Where(word => word.Length > 0);

    private static double? SizeOf(Directive limit) =>
        limit.Block.FirstOrDefault(option => option.Name == "max_size") is Directive size ? BodySizes.Caddy(size.Word(1) ?? "") : null;
}

/// <summary>A way through a site to an upstream.</summary>
/// <param name="PartLimit">A limit that applies to a part of its requests, where none applies to all.</param>
/// <param name="Special">A path or a matcher singles its requests out.</param>
internal sealed record CaddyPassage(Directive Proxy, Directive? Limit, double? LimitMiB, Directive? PartLimit, bool Special, bool Buffers);
