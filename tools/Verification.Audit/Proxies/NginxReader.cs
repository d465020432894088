using Verification.Readiness.Evidence;

namespace Verification.Audit.Proxies;

/// <summary>Reads nginx configurations: servers, their TLS, body limits and upstreams, with inheritance from http to server to location.</summary>
internal static class NginxReader
{
    // nginx refuses bodies over 1 MiB when nothing else is said.
    private const double DefaultLimitMiB = 1;

    private static readonly string[] Harmless =
        ["mime.types", "fastcgi_params", "proxy_params", "uwsgi_params", "modules-enabled", "options-ssl-nginx.conf", "ssl-dhparams.pem"];

    public static ProxyFacts Read(string path, string text)
    {
        List<Directive> top;
        try
        {
            top = new ConfigurationParser(text, semicolons: true).Parse();
        }
        catch (ProxySyntaxException error)
        {
            return new ProxyFacts(ProxyKind.Nginx, new Place(path, error.Line)) { UnknownBecause = $"{path}:{error.Line}: {error.Message}" };
        }

        Directive root = new(["main"], 1);
        root.Block.AddRange(top);
        List<Passage> passages = [];
        Walk(root, [root], passages, 0);
        Directive[] servers = [.. root.All().Where(directive => directive.Name == "server" && directive.Words.Count == 1)];
        Directive? include = root.All()
            .FirstOrDefault(directive => directive.Name == "include" && !Harmless.Any(name => $"{directive.Word(1)}".Contains(name, StringComparison.Ordinal)));
        string? unknown = include is null ? null : $"{path}:{include.Line}: it includes '{include.Word(1)}', which is not read";
        bool redirects = servers.Any(server => !Encrypts(server) && RedirectsToHttps(server));
        if (passages.Count == 0)
        {
            unknown ??= $"{path}:1: no location passes requests on";
            return new ProxyFacts(ProxyKind.Nginx, new Place(path, 1)) { RedirectsHttp = redirects ? true : null, UnknownBecause = unknown };
        }

        return Judge(path, root, servers, passages, unknown) with { RedirectsHttp = redirects ? true : unknown is null ? false : null };
    }

    private static ProxyFacts Judge(string path, Directive root, Directive[] servers, List<Passage> passages, string? unknown)
    {
        Passage widest = passages.OrderByDescending(passage => passage.LimitMiB == 0 ? double.MaxValue : passage.LimitMiB ?? DefaultLimitMiB).First();
        bool given = passages.All(passage => passage.LimitLine is not null);
        bool limited = widest.LimitMiB != 0;
        bool unreadable = passages.Any(passage => passage.LimitLine is not null && passage.LimitMiB is null);
        bool sure = (given || unknown is null) && !unreadable;
        Passage? plain = passages.FirstOrDefault(passage => passage.Server is not null && !Encrypts(passage.Server));
        bool orphan = passages.Any(passage => passage.Server is null);
        return new ProxyFacts(ProxyKind.Nginx, new Place(path, passages[0].Line))
        {
            BodyLimited = sure ? limited : null,
            BodyLimitMiB = sure && limited ? widest.LimitMiB ?? DefaultLimitMiB : null,
            CommonBodyLimitMiB = sure && limited ? (passages.FirstOrDefault(passage => passage.Common) ?? widest).LimitMiB ?? DefaultLimitMiB : null,
            BodyLimitPlace = new Place(path, widest.LimitLine ?? widest.Line),
            Tls = plain is not null && unknown is null ? false : plain is not null || orphan ? null : true,
            TlsPlace = new Place(path, (plain?.Server ?? passages[0].Server)?.Line ?? passages[0].Line),
            Buffering = passages.Where(passage => passage.Common).DefaultIfEmpty(widest).All(passage => passage.Buffers),
            UpstreamHosts = [.. passages.SelectMany(passage => Hosts(root, passage.Target)).Distinct()],
            ServerNames = [.. servers.SelectMany(NamesOf).Distinct()],
            UnknownBecause = unknown ?? (unreadable ? $"{path}:{widest.LimitLine}: the body limit can't be read"
                : orphan ? $"{path}:1: the server that this belongs to is not in the file" : null),
        };
    }

    private static IEnumerable<string> NamesOf(Directive server) =>
        server.Block.Where(directive => directive.Name == "server_name").SelectMany(directive => directive.Words.Skip(1)).Where(name => name is not ("_" or ""));

    private static void Walk(Directive at, List<Directive> above, List<Passage> passages, int depth)
    {
        foreach (Directive directive in at.Block)
        {
            if (directive.Name is "proxy_pass" or "uwsgi_pass" or "fastcgi_pass" or "grpc_pass")
            {
                Directive? limit = Inherited(above, "client_max_body_size");
                bool buffers = Inherited(above, "proxy_request_buffering")?.Word(1) != "off";
                passages.Add(new Passage(
                    directive.Word(1) ?? "", directive.Line, above.LastOrDefault(outer => outer.Name == "server"),
                    limit is null ? null : BodySizes.Nginx(limit.Word(1) ?? ""), limit?.Line, buffers,
                    above.LastOrDefault(outer => outer.Name == "location")?.Word(1) is null or "/"));
            }

            if (directive.Block.Count > 0 && depth < 60 && passages.Count < 1_000)
            {
                Walk(directive, [.. above, directive], passages, depth + 1);
            }
        }
    }

    private static Directive? Inherited(List<Directive> above, string name) =>
        Enumerable.Reverse(above).Select(outer => outer.Block.LastOrDefault(directive => directive.Name == name)).FirstOrDefault(found => found is not null);

    private static bool Encrypts(Directive server)
    {
        Directive[] listens = [.. server.Block.Where(directive => directive.Name == "listen")];
        bool some = listens.Any(listen => listen.Words.Contains("ssl"));
        bool all = some && listens.All(listen => listen.Words.Contains("ssl") || listen.Words.Contains("quic"));
        return all || (some && RedirectsToHttps(server)) || server.Block.Any(directive => directive.Name == "ssl" && directive.Word(1) == "on");
    }

    private static bool RedirectsToHttps(Directive server) => server.All()
        .Any(directive => directive.Name is "return" or "rewrite" && directive.Words.Any(word => word.StartsWith("https://", StringComparison.Ordinal)));

    private static IEnumerable<string> Hosts(Directive root, string target)
    {
        string? host = Upstreams.Host(target);
        string variable = target.Contains('$') ? target[target.IndexOf('$')..].Split(':', '/')[0] : "";
        host ??= root.All().Where(directive => directive.Name == "set" && directive.Words.Count > 2 && directive.Word(1) == variable)
            .Select(directive => Upstreams.Host(directive.Words[2])).FirstOrDefault();
        Directive? group = root.All().FirstOrDefault(directive => directive.Name == "upstream" && directive.Word(1) == host);
        return group is null ? host is null ? [] : [host]
            : group.Block.Where(directive => directive.Name == "server").Select(directive => Upstreams.Host(directive.Word(1) ?? "")).OfType<string>();
    }

    /// <summary>A way to an upstream; a limit of 0 means none, null the default.</summary>
    private sealed record Passage(string Target, int Line, Directive? Server, double? LimitMiB, int? LimitLine, bool Buffers, bool Common);
}
