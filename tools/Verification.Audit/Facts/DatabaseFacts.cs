using System.Text.RegularExpressions;
using Verification.Readiness.Evidence;
using Verification.Readiness.Rules;

namespace Verification.Audit.Facts;

/// <summary>Whether the database that a GlitchTip service is told to use is one of the project's, with the same user and password.</summary>
internal static partial class DatabaseFacts
{
    private const string DefaultUrl = "postgres://postgres:postgres@postgres:5432/postgres";

    public static void Add(FactSheet sheet, ServiceView view, Deployment deployment)
    {
        EnvValue url = view.FirstEnv("DATABASE_URL");
        Place place = (url.Given ? url : view.FirstEnv("DATABASE_HOST")).Place ?? view.Service.Place;
        ServiceAddress? address = Address(view, deployment);
        sheet.Put("databaseFits", address is null ? Fact.Of(false, place) : Fits(address, view, deployment, place));
    }

    /// <summary>Host, port and name of the database that a service is told to use, as one text; null when it can't be told.</summary>
    public static string? Target(ServiceView view, Deployment deployment) =>
        Address(view, deployment) is { Unknown: null } address ? $"{address.Host}:{address.Port ?? "5432"}/{address.Database ?? "postgres"}" : null;

    private static ServiceAddress? Address(ServiceView view, Deployment deployment)
    {
        (string? url, string? unknownUrl) = Value(view, "DATABASE_URL", deployment);
        if (url is not null || unknownUrl is not null)
        {
            return url is null ? new("", null, null, Unknown: unknownUrl) : ServiceAddress.Parse(url);
        }

        EnvValue host = view.Env("DATABASE_HOST");
        if (!host.Given)
        {
            return host.UnknownBecause is string because ? new("", null, null, Unknown: because) : ServiceAddress.Parse(DefaultUrl);
        }

        (string? password, string? unknown) = Value(view, "DATABASE_PASSWORD", deployment);
        return new(host.Text!, view.Env("DATABASE_USER").Text ?? "postgres", password, view.Env("DATABASE_PORT").Text, view.Env("DATABASE_NAME").Text, unknown);
    }

    private static Fact Fits(ServiceAddress address, ServiceView view, Deployment deployment, Place place)
    {
        if (address.Unknown is string because)
        {
            return Fact.Unknown(because, place);
        }

        ServiceView? server = deployment.AnswersTo(address.Host, view);
        if (server is not { RoleName: Role.Postgres })
        {
            // A name of another network, or a pooler, may well lead there.
            return server is { IsGlitchTip: true } or { RoleName: Role.Redis } || (deployment.With(Role.Postgres).Any() && server is null && !address.Host.Contains('.')) ? Fact.Of(false, place)
                : Fact.Unknown($"the database {address.Host} is no service of this project, so its password can't be compared.", place);
        }

        (string? password, string? unknown) = Value(server, "POSTGRES_PASSWORD", deployment);
        bool trusts = server.Env("POSTGRES_HOST_AUTH_METHOD").Text == "trust";
        bool sameUser = (address.User ?? "postgres") == (server.Env("POSTGRES_USER").Text ?? "postgres");
        bool samePlace = (address.Port ?? "5432") == (server.Env("PGPORT").Text ?? OwnPort(server) ?? "5432")
            // The postgres database is always there; others are made by their name.
            && (address.Database ?? "postgres") is string name && (name == "postgres" || name == (server.Env("POSTGRES_DB").Text ?? server.Env("POSTGRES_USER").Text ?? "postgres"));
        return !sameUser || !samePlace || (!trusts && unknown is null && password != address.Password) ? Fact.Of(false, place)
            : trusts || unknown is null ? Fact.Of(true, place)
            : Fact.Unknown(unknown, place);
    }

    private static string? OwnPort(ServiceView server) => Port().Match(server.Command) is { Success: true } match ? match.Groups[1].Value : null;

    [GeneratedRegex(@"(?:\bport=|\s-p\s*|--port[= ])(\d+)")]
    private static partial Regex Port();

    /// <summary>A setting, also where it is given as a file; the reason when that file can't be read.</summary>
    internal static (string? Value, string? Unknown) Value(ServiceView view, string name, Deployment deployment)
    {
        EnvValue file = view.Env(name + "_FILE"), direct = view.Env(name);
        if (!file.Given)
        {
            return (direct.Text, direct.UnknownBecause);
        }

        return deployment.SecretFile(view, file.Text!) switch
        {
            (_, FileText text) => (text.Text.Trim(), null),
            (string path, _) => (null, $"{path}, which {name}_FILE leads to, could not be read."),
            null => (null, $"{name}_FILE leads to {(file.Text!.StartsWith('/') ? file.Text : "no path")}, which is no secret of the compose file."),
        };
    }
}
