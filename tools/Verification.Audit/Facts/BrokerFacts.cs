using System.Text.RegularExpressions;
using Verification.Readiness.Evidence;
using Verification.Readiness.Rules;

namespace Verification.Audit.Facts;

/// <summary>Whether the broker that a GlitchTip service is told to use is one of the project's.</summary>
internal static partial class BrokerFacts
{
    private const string DefaultUrl = "redis://redis:6379/0";

    public static void Add(FactSheet sheet, ServiceView view, Deployment deployment)
    {
        // Version 4 does not know VALKEY_URL yet (glitchtip-facts, section 1.3).
        string[] names = Names(view);
        (string? url, string? unknown, Place place) = Given(view, names, deployment);
        if (view.Major >= 6 && url is { Length: > 0 } && !view.Env("VALKEY_URL").Given)
        {
            // Sources differ on whether 6 still reads the old name.
            sheet.Unknown("brokerFits", "only REDIS_URL is set, which not every 6.x reads; set VALKEY_URL.", place);
        }
        else if (unknown is not null)
        {
            sheet.Unknown("brokerFits", unknown, place);
        }
        else if (url is "")
        {
            // An empty address moves the queue into PostgreSQL, from 5.2 on; before that nothing works without a broker.
            sheet.Add("brokerFits", view.Major is not <= 4, place);
        }
        else
        {
            sheet.Put("brokerFits", Fits(url ?? Parts(view) ?? DefaultUrl, view, deployment, place));
        }
    }

    /// <summary>Host, port and index of the broker that a service is told to use, as one text; null when it can't be told.</summary>
    public static string? Target(ServiceView view, Deployment deployment)
    {
        (string? url, string? unknown, Place _) = Given(view, Names(view), deployment);
        return unknown is not null ? null : url is "" ? "the database" : ServiceAddress.Parse(url ?? Parts(view) ?? DefaultUrl) is { } address ? $"{address.Host}:{address.Port ?? "6379"}/{address.Database ?? "0"}" : url;
    }

    private static string[] Names(ServiceView view) =>
        view.Major switch { >= 6 => ["VALKEY_URL", "REDIS_URL"], <= 4 => ["CELERY_BROKER_URL", "REDIS_URL"], _ => ["CELERY_BROKER_URL", "VALKEY_URL", "REDIS_URL"] };

    private static (string? Url, string? Unknown, Place Place) Given(ServiceView view, string[] names, Deployment deployment)
    {
        foreach (string name in names)
        {
            (string? value, string? unknown) = DatabaseFacts.Value(view, name, deployment);
            if (value is not null || unknown is not null)
            {
                return (value, unknown, view.Env(name).Place ?? view.Service.Place);
            }
        }

        return (null, null, view.Service.Place);
    }

    // TLS needs a port of its own, which Redis opens only when it is told to.
    private static bool SamePort(ServiceView server, ServiceAddress address, string url) =>
        url.StartsWith("rediss:", StringComparison.Ordinal) || url.StartsWith("valkeys:", StringComparison.Ordinal)
            ? server.Command.Contains("tls-port", StringComparison.Ordinal)
            : (address.Port ?? "6379") == (Port().Match(server.Command) is { Success: true } own ? own.Groups[1].Value : "6379");

    [GeneratedRegex(@"(?<!tls-)\bport[= ](\d+)")]
    private static partial Regex Port();

    private static string? Parts(ServiceView view) => view.Major is not >= 6 && view.Env("REDIS_HOST").Text is string host
        ? $"redis://:{view.Env("REDIS_PASSWORD").Text}@{host}:{view.Env("REDIS_PORT").Text ?? "6379"}/0"
        : null;

    private static Fact Fits(string url, ServiceView view, Deployment deployment, Place place)
    {
        if (ServiceAddress.Parse(url) is not ServiceAddress address)
        {
            return Fact.Of(false, place);
        }

        ServiceView? server = deployment.AnswersTo(address.Host, view);
        // $(...) and its like are known only when it runs.
        return server is { RoleName: Role.Redis } && StoreFacts.RedisPassword(server, deployment)?.Contains('$') == true ? Fact.Unknown($"the password of {server.Name} is made when it starts.", place)
            : server is { RoleName: Role.Redis } ? Fact.Of(StoreFacts.RedisPassword(server, deployment) == address.Password && SamePort(server, address, url), place)
            : deployment.With(Role.Redis).Any() && server is null && !address.Host.Contains('.') ? Fact.Of(false, place)
            : server is { IsGlitchTip: true } ? Fact.Of(false, place)
            : Fact.Unknown($"the broker {address.Host} is no service of this project.", place);
    }
}
