using System.Text.RegularExpressions;
using Verification.Readiness.Evidence;

namespace Verification.Audit.Facts;

/// <summary>What a health check asks, and whether its answer means anything.</summary>
internal static partial class HealthFacts
{
    private const string Real = "real", Static = "static", Broken = "broken";

    // Glitchtip facts, section 1.4: these answer whatever state database, broker and worker are in.
    private static readonly string[] Constants = ["", "/_health", "/api/0/internal/health", "/login"];

    // Paths that people expect and that no version has.
    private static readonly string[] NotThere = ["/api/0/health", "/api/health", "/health", "/healthz", "/.well-known/healthz", "/ping", "/ready", "/readyz"];

    public static void Add(FactSheet sheet, ServiceView view, Deployment deployment)
    {
        if (view.Service.HealthTest is not { } words)
        {
            sheet.Add("hasHealthCheck", false, view.Service.Node("healthcheck")?.Place);
            return;
        }

        Place place = view.Service.Node("healthcheck.test")?.Place ?? view.Service.Place;
        string test = string.Join(' ', words.Skip(words[0] is "CMD" or "CMD-SHELL" ? 1 : 0));
        EnvValue hosts = view.Env("ALLOWED_HOSTS");
        string? meaning = view.IsGlitchTip && Path(test) is not null && hosts.UnknownBecause is not null ? null : Meaning(view, test);
        string shown = deployment.Masked(test);
        sheet.Add("hasHealthCheck", true, place)
            .Add("healthTest", shown, place)
            .Add("healthTool", Tool().Match(test) is { Success: true } tool ? tool.Value : null, place)
            .Put("healthBroken", view.IsGlitchTip && Path(test) is not null && hosts.UnknownBecause is string because ? Readiness.Rules.Fact.Unknown(because, place) : Readiness.Rules.Fact.Of(meaning == Broken, place))
            .Put("healthMeaning", meaning is not null ? Readiness.Rules.Fact.Of(meaning, place)
                : Readiness.Rules.Fact.Unknown($"nobody can tell from '{shown}' whether it notices that the service no longer works.", place));
    }

    private static string? Meaning(ServiceView view, string test)
    {
        string? path = Path(test);
        return view.RoleName switch
        {
            _ when Always().IsMatch(test) => Static,
            // Nothing listens in a worker; Django refuses names that it does not know; another port is nobody's.
            Role.Worker or Role.Beat when path is not null && Address().Match(test).Groups["host"].Value is "localhost" or "127.0.0.1" or "[" => Broken,
            _ when Never().IsMatch(test) => Broken,
            _ when view.IsGlitchTip && path is not null && (!IsAllowedHost(view, test) || !IsListening(view, test)) => Broken,
            _ when view.IsGlitchTip && path is not null => OfPath(path),
            Role.Web or Role.AllInOne or Role.Worker or Role.Beat when ProcessOnly().IsMatch(test) => Static,
            Role.Worker or Role.Beat when AsksWorker().IsMatch(test) => Real,
            Role.Postgres when AsksPostgres().IsMatch(test) => Real,
            Role.Redis when AsksRedis().IsMatch(test) => Real,
            Role.Postgres or Role.Redis when ProcessOnly().IsMatch(test) => Static,
            _ when !view.IsGlitchTip && path is not null => Real,
            _ => null,
        };
    }

    private static bool IsAllowedHost(ServiceView view, string test)
    {
        string[] allowed = (view.Env("ALLOWED_HOSTS").Text ?? "*").Split(',', StringSplitOptions.TrimEntries);
        string host = Address().Match(test).Groups["host"].Value;
        return allowed.Contains("*") || allowed.Contains(host) || test.Contains("Host", StringComparison.Ordinal) || allowed.Any(name => name.StartsWith('.') && host.EndsWith(name, StringComparison.Ordinal));
    }

    private static bool IsListening(ServiceView view, string test)
    {
        string asked = Address().Match(test).Groups["port"].Value;
        EnvValue port = view.FirstEnv("PORT", "GRANIAN_PORT", "UVICORN_PORT");
        // uWSGI takes an address here as well.
        string? own = port.Text?.Split(':')[^1] ?? (view.Major >= 6 ? "8000" : view.Major is not null && !view.Env("USE_GRANIAN").Given && !view.Env("USE_ASYNC_SERVER").Given ? "8080" : null);
        return asked.Length == 0 || own is null || port.UnknownBecause is not null || asked == own;
    }

    private static string? OfPath(string path)
    {
        string plain = path.Split('?')[0].TrimEnd('/');
        return NotThere.Contains(plain) ? Broken : Constants.Contains(plain) ? Static : plain == "/api/settings" ? Real : null;
    }

    // The path of the first address in the test; empty for the root.
    private static string? Path(string test) => Address().Match(test) is { Success: true } match ? match.Groups["path"].Value : null;

    [GeneratedRegex(@"\b(curl|wget|http|nc|python3?|pg_isready|psql|redis-cli|valkey-cli|celery|pgrep|caddy|nginx|traefik|true|exit)\b")]
    private static partial Regex Tool();

    [GeneratedRegex(@"https?://(?<host>[^\s/:'""`;|)]+)(:(?<port>\d+))?(?<path>/[^\s'""`;|)]*)?", RegexOptions.IgnoreCase)]
    private static partial Regex Address();

    [GeneratedRegex(@"^(false|exit [1-9]\d*|/bin/false)$")]
    private static partial Regex Never();

    [GeneratedRegex(@"^(true|:|exit 0|/bin/true|echo\b.*)$|\|\|\s*(true|exit 0|:)\s*$|;\s*(true|exit 0)\s*$")]
    private static partial Regex Always();

    [GeneratedRegex(@"\b(pgrep|pidof|ps)\b|/proc/1\b|kill -0")]
    private static partial Regex ProcessOnly();

    [GeneratedRegex(@"\bcelery\b.*\b(inspect|status)\b|\binspect ping\b|health-?check-?file|\bst_mtime\b|\bmmin\b|\bstat\b.*\b-c\b")]
    private static partial Regex AsksWorker();

    [GeneratedRegex(@"\bpg_isready\b|\bpsql\b")]
    private static partial Regex AsksPostgres();

    [GeneratedRegex(@"\b(redis|valkey|keydb)-cli\b(?!.*--version)")]
    private static partial Regex AsksRedis();
}
