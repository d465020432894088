using System.Globalization;
using Verification.Audit.Compose;
using Verification.Readiness.Evidence;
using Verification.Readiness.Rules;

namespace Verification.Audit.Facts;

/// <summary>The address that GlitchTip believes it has, against the ports that are really published.</summary>
internal static class DomainFacts
{
    public static void Add(FactSheet sheet, Deployment deployment)
    {
        ServiceView? web = deployment.With(Role.Web, Role.AllInOne).FirstOrDefault();
        EnvValue domain = web?.FirstEnv("GLITCHTIP_DOMAIN", "GLITCHTIP_URL", "APP_URL") ?? new(null, null);
        if (domain.UnknownBecause is string because)
        {
            foreach (string fact in (string[])["domain", "domainScheme", "domainValid", "domainReachable"])
            {
                sheet.Unknown(fact, because);
            }

            return;
        }

        bool valid = Uri.TryCreate(domain.Text, UriKind.Absolute, out Uri? url) && url.Scheme is "http" or "https" && url.AbsolutePath == "/" && url.Query.Length == 0 && url.UserInfo.Length == 0;
        sheet.Add("domain", domain.Text, domain.Place).Add("domainValid", valid, domain.Place ?? web?.Service.Place);
        if (url is { Scheme: "http" or "https" })
        {
            sheet.Add("domainScheme", url.Scheme, domain.Place).Put("domainReachable", Reachable(url, deployment, domain.Place));
        }
    }

    private static Fact Reachable(Uri url, Deployment deployment, Place? place)
    {
        if (url.IsLoopback)
        {
            return Fact.Of(true, place);
        }

        List<ComposePort> same = [.. deployment.Services.SelectMany(service => service.Service.Ports).Where(port => Covers(port.Published, url.Port))];
        return same.Any(port => !PortItems.IsLoopback(port.HostIp)) || deployment.With(Role.Web, Role.AllInOne, Role.Proxy).Any(service => service.Service.Node("network_mode").Text() == "host") ? Fact.Of(true, place)
            : Served(url, deployment) ? Fact.Of(true, place)
            : same.Count > 0 ? Fact.Of(false, place)
            : Fact.Unknown($"no service publishes port {url.Port} of {url.Host}; something outside these files may: put its proxy's configuration into the folder.", place);
    }

    // A proxy of the host's that passes this name on, where its configuration lies in the folder.
    private static bool Served(Uri url, Deployment deployment) => deployment.Proxies.Any(proxy =>
        proxy.ServerNames.Contains(url.Host, StringComparer.OrdinalIgnoreCase) && proxy.UpstreamHosts.Any(host => host is "localhost" or "127.0.0.1" or "[::1]" or "::1") && (url.Scheme == "http" || proxy.Tls == true));

    private static bool Covers(string? published, int port)
    {
        int[] ends = [.. (published ?? "").Split('-').Select(end => int.TryParse(end, NumberStyles.None, CultureInfo.InvariantCulture, out int value) ? value : -1)];
        return ends[0] >= 0 && port >= ends[0] && port <= ends[^1];
    }
}
