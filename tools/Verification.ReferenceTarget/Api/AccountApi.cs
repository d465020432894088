using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Verification.ReferenceTarget.Accounts;
using Verification.ReferenceTarget.Events;
using Verification.ReferenceTarget.Storage;

namespace Verification.ReferenceTarget.Api;

/// <summary>Sign-up, log-in and API tokens, as django-allauth's headless API does them.</summary>
public sealed class AccountApi
{
    private const string AllauthJson = "application/json";
    private const int FailuresAllowed = 5;
    private static readonly TimeSpan FailureMemory = TimeSpan.FromSeconds(300);
    private readonly ConcurrentDictionary<string, List<DateTimeOffset>> failures = new(StringComparer.OrdinalIgnoreCase);
    private readonly Services services;
    private readonly Authentication authentication;

    private AccountApi(Services services) => (this.services, authentication) = (services, new Authentication(services));

    /// <summary>Adds the endpoints.</summary>
    public static void Map(ApiRoutes routes, Services services)
    {
        var api = new AccountApi(services);
        routes.MapAnonymous("GET", "/_allauth/browser/v1/config", api.ConfigAsync);
        routes.MapAnonymous("POST", "/_allauth/browser/v1/auth/login", http => GuardedAsync(http, api.LogInAsync));
        routes.MapAnonymous("POST", "/_allauth/browser/v1/auth/signup", http => GuardedAsync(http, api.SignUpAsync));
        routes.MapSession("GET", "/api/0/api-tokens/", ListTokensAsync);
        routes.MapSession("POST", "/api/0/api-tokens/", CreateTokenAsync);
    }

    /// <summary>Sign-up follows the environment, and is always open while there is no user.</summary>
    public static async Task<bool> IsSignUpOpenAsync(Services services) =>
        services.Settings.EnableUserRegistration
        || services.Behaviour.Has(Defects.OpenSignUp)
        || !(await services.Database.RowAsync("select exists (select from users_user) as any"))!.Get<bool>("any");

    /// <summary>A token as the API shows it, in clear.</summary>
    public static JsonObject TokenView(Row token) => new()
    {
        ["id"] = token.Get<long>("id"),
        ["label"] = token.Get<string>("label"),
        ["scopes"] = new JsonArray([.. Scopes.FromBits(token.Get<long>("scopes")).Select(name => (JsonNode)name)]),
        ["token"] = token.Get<string>("token"),
        ["created"] = Json.ApiTime(token.Time("created")),
    };

    private async Task ConfigAsync(HttpContext http)
    {
        Authentication.SetCsrfCookie(http);
        var open = await IsSignUpOpenAsync(services) ? "true" : "false";
        await http.TextAsync(
            200, $$"""{"status": 200, "data": {"account": {"is_open_for_signup": {{open}}, "authentication_method": "email"} } }""", AllauthJson);
    }

    private static async Task GuardedAsync(HttpContext http, Func<HttpContext, string, string, Task> handler)
    {
        if (!Authentication.HasCsrfToken(http.Request))
        {
            await http.HtmlAsync(403, Pages.CsrfFailed);
            return;
        }

        Authentication.SetCsrfCookie(http);
        using var body = new MemoryStream();
        await http.Request.Body.CopyToAsync(body);
        var sent = Json.TryParse(body.ToArray()).Node as JsonObject;
        if (sent?["email"].AsString() is { Length: > 0 } email && sent["password"].AsString() is { Length: > 0 } password)
        {
            await handler(http, email, password);
        }
        else
        {
            await FaultsAsync(http, [("required", "This field is required.")], "email");
        }
    }

    private async Task LogInAsync(HttpContext http, string email, string password)
    {
        var recent = failures.GetOrAdd(email, _ => []);
        lock (recent)
        {
            recent.RemoveAll(moment => moment < services.Time.GetUtcNow() - FailureMemory);
        }

        if (recent.Count >= FailuresAllowed)
        {
            await FaultsAsync(http, [("too_many_login_attempts", "Too many failed login attempts. Try again later.")], null);
            return;
        }

        var user = await services.Database.RowAsync("select id, email, password from users_user where lower(email) = lower($1)", email);
        if (user is null || !Passwords.Verify(password, user.Get<string>("password")))
        {
            lock (recent)
            {
                recent.Add(services.Time.GetUtcNow());
            }

            await FaultsAsync(
                http, [("email_password_mismatch", "The email address and/or password you specified are not correct.")], "password");
            return;
        }

        await WelcomeAsync(http, user.Get<long>("id"), user.Get<string>("email"), "password");
    }

    private async Task SignUpAsync(HttpContext http, string email, string password)
    {
        if (!await IsSignUpOpenAsync(services))
        {
            await http.TextAsync(403, """{"status": 403}""", AllauthJson);
            return;
        }

        if (Passwords.Faults(password).ToList() is { Count: > 0 } faults)
        {
            await FaultsAsync(http, faults, "password");
            return;
        }

        var made = await services.Database.ChangeAsync(
            "insert into users_user (email, password) values ($1, $2) on conflict do nothing returning id", email, Passwords.Hash(password));
        await (made.Count == 0
            ? FaultsAsync(http, [("email_taken", "A user is already registered with this email address.")], "email")
            : WelcomeAsync(http, made[0].Get<long>("id"), email, "signup"));
    }

    private async Task WelcomeAsync(HttpContext http, long id, string email, string method)
    {
        await authentication.SignInAsync(http, id);
        await http.JsonAsync(200, new JsonObject
        {
            ["status"] = 200,
            ["data"] = new JsonObject
            {
                ["user"] = new JsonObject { ["id"] = id, ["display"] = email, ["email"] = email, ["has_usable_password"] = true },
                ["methods"] = new JsonArray(new JsonObject
                {
                    ["method"] = method, ["at"] = services.Time.GetUtcNow().ToUnixTimeMilliseconds() / 1000.0,
                }),
            },
            ["meta"] = new JsonObject { ["is_authenticated"] = true },
        }, AllauthJson);
    }

    private static Task FaultsAsync(HttpContext http, IEnumerable<(string Code, string Message)> faults, string? parameter)
    {
        var errors = faults.Select(fault =>
        {
            var error = new JsonObject { ["message"] = fault.Message, ["code"] = fault.Code };
            if (parameter is not null)
            {
                error["param"] = parameter;
            }

            return (JsonNode)error;
        });
        return http.JsonAsync(400, new JsonObject { ["status"] = 400, ["errors"] = new JsonArray([.. errors]) }, AllauthJson);
    }

    private static async Task ListTokensAsync(ApiCall call)
    {
        var tokens = await call.Database.RowsAsync("select * from api_tokens_apitoken where user_id = $1 order by id", call.Caller.UserId);
        await call.AnswerAsync(200, new JsonArray([.. tokens.Select(token => (JsonNode)TokenView(token))]));
    }

    private static async Task CreateTokenAsync(ApiCall call)
    {
        if (await call.BodyAsync() is not { } body)
        {
            return;
        }

        var names = (body["scopes"] as JsonArray ?? []).Select(name => name.AsString() ?? "");
        if (Scopes.Bits(names) is not { } bits)
        {
            await call.Http.TextAsync(422, """{"detail": [{"scopes": "Invalid scope"}]}""", HttpAnswers.Json);
            return;
        }

        var made = await call.Database.ChangeAsync(
            "insert into api_tokens_apitoken (token, label, scopes, user_id) values ($1, $2, $3, $4) returning *",
            Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32)), body["label"].AsString() ?? "", bits, call.Caller.UserId);
        await call.AnswerAsync(201, TokenView(made[0]));
    }
}
