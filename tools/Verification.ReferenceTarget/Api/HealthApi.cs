using System.Text.Json.Nodes;
using Npgsql;
using Verification.ReferenceTarget.Accounts;
using Verification.ReferenceTarget.Redis;

namespace Verification.ReferenceTarget.Api;

/// <summary>Health, settings and the root of the API.</summary>
public static class HealthApi
{
    private const string StandInHeader = "X-Verification-Stand-In";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    /// <summary>Adds the endpoints.</summary>
    public static void Map(ApiRoutes routes, Services services)
    {
        routes.MapAnonymous("GET", "/_health/", http => HealthAsync(http, services));
        routes.MapAnonymous("GET", "/api/0/internal/health", http =>
            http.TextAsync(200, """{"healthy": {}, "problems": []}""", "application/json"));
        routes.MapAnonymous("GET", "/api/settings/", http => SettingsAsync(http, services));
        routes.MapAnonymous("GET", "/api/0/", async http => await RootAsync(http, services, await routes.CallerAsync(http)));
    }

    // GlitchTip 5.2 says ok whatever happens (recordings 15, 22); the clean target asks its two dependencies.
    private static async Task HealthAsync(HttpContext http, Services services)
    {
        var away = services.Behaviour.Has(Defects.StaticHealth) ? null : await UnreachableAsync(services);
        await (away is null ? http.TextAsync(200, "ok", "text/plain") : http.TextAsync(503, $"{away} is unreachable", "text/plain"));
    }

    private static async Task<string?> UnreachableAsync(Services services)
    {
        using var deadline = new CancellationTokenSource(Patience, services.Time);
        try
        {
            await services.Database.PingAsync(deadline.Token).WaitAsync(deadline.Token);
        }
        catch (Exception failure) when (failure is NpgsqlException or OperationCanceledException or TimeoutException)
        {
            return "PostgreSQL";
        }

        try
        {
            await services.Redis.CallAsync(["PING"], Patience, CancellationToken.None);
            return null;
        }
        catch (RedisException)
        {
            return "Redis";
        }
    }

    // Says that this is not the product, so that a verdict about it can never be taken for one about GlitchTip.
    private static async Task SettingsAsync(HttpContext http, Services services)
    {
        http.Response.Headers[StandInHeader] = "verification reference target";
        await http.JsonAsync(200, await SettingsAsync(services));
    }

    private static async Task<JsonObject> SettingsAsync(Services services) => new()
    {
        ["socialApps"] = new JsonArray(),
        ["billingEnabled"] = false,
        ["iPaidForGlitchTip"] = false,
        ["enableUserRegistration"] = await AccountApi.IsSignUpOpenAsync(services),
        ["enableSocialAppsUserRegistration"] = services.Settings.EnableUserRegistration,
        ["enableOrganizationCreation"] = services.Settings.EnableOrganizationCreation,
        ["stripePublicKey"] = null,
        ["plausibleUrl"] = null,
        ["plausibleDomain"] = null,
        ["chatwootWebsiteToken"] = null,
        ["sentryDSN"] = null,
        ["sentryTracesSampleRate"] = 0.01,
        ["environment"] = null,
        ["version"] = services.Behaviour.IsLikeGlitchTip52 ? "5.2" : services.Settings.IsNextVersion ? "5.3-reference" : "5.2-reference",
        ["serverTimeZone"] = "UTC",
        ["glitchtipInstanceName"] = null,
    };

    private static async Task RootAsync(HttpContext http, Services services, Caller? caller)
    {
        var root = new JsonObject { ["version"] = "0", ["user"] = null, ["auth"] = null };
        if (caller is not null)
        {
            var user = (await services.Database.RowAsync("select * from users_user where id = $1", caller.UserId))!;
            var token = (await services.Database.RowAsync("select * from api_tokens_apitoken where id = $1", caller.TokenId))!;
            root["user"] = new JsonObject
            {
                ["id"] = caller.UserId,
                ["options"] = new JsonObject(),
                ["username"] = user.Get<string>("email"),
                ["dateJoined"] = Events.Json.ApiTime(user.Time("created")),
                ["email"] = user.Get<string>("email"),
                ["hasPasswordAuth"] = true,
                ["identities"] = new JsonArray(),
                ["lastLogin"] = user.Find<DateTime?>("last_login") is null ? null : Events.Json.ApiTime(user.Time("last_login")),
                ["isSuperuser"] = user.Get<bool>("is_superuser"),
                ["isActive"] = user.Get<bool>("is_active"),
                ["name"] = user.Get<string>("name"),
            };
            root["auth"] = AccountApi.TokenView(token);
        }

        await http.JsonAsync(200, root);
    }
}
