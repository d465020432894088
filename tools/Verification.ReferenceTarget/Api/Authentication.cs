using System.Security.Cryptography;
using System.Text;
using Verification.ReferenceTarget.Accounts;

namespace Verification.ReferenceTarget.Api;

/// <summary>Who calls: a user by token, with the token's scopes, or by session, with all.</summary>
public sealed record Caller(long UserId, long Scopes, long? TokenId);

/// <summary>Tokens, sessions and CSRF protection.</summary>
public sealed class Authentication(Services services)
{
    private const string CsrfCookie = "csrftoken";
    private const string SessionCookie = "sessionid";
    private const int SessionSeconds = 14 * 24 * 3600;

    /// <summary>The caller by bearer token, or null.</summary>
    public async Task<Caller?> ByTokenAsync(HttpRequest request)
    {
        var header = request.Headers.Authorization.FirstOrDefault() ?? "";
        if (!header.StartsWith("Bearer ", StringComparison.Ordinal))
        {
            return null;
        }

        var row = await services.Database.RowAsync(
            "select id, user_id, scopes from api_tokens_apitoken where token = $1", header["Bearer ".Length..].Trim());
        return row is null ? null : new Caller(row.Get<long>("user_id"), row.Get<long>("scopes"), row.Get<long>("id"));
    }

    /// <summary>The caller by session cookie, or null.</summary>
    public async Task<Caller?> BySessionAsync(HttpRequest request) =>
        request.Cookies[SessionCookie] is { Length: > 0 } session
        && await services.Redis.CallAsync("GET", SessionKey(session)) is string user
            ? new Caller(long.Parse(user), ~0L, null)
            : null;

    /// <summary>Whether header and cookie carry the same CSRF token.</summary>
    public static bool HasCsrfToken(HttpRequest request) =>
        request.Cookies[CsrfCookie] is { Length: > 0 } cookie && request.Headers["X-CSRFToken"] == cookie;

    /// <summary>Sets the CSRF cookie: the one sent, or a new one.</summary>
    public static void SetCsrfCookie(HttpContext http, bool renew = false)
    {
        var token = renew || string.IsNullOrEmpty(http.Request.Cookies[CsrfCookie]) ? Random(32) : http.Request.Cookies[CsrfCookie]!;
        http.Response.Cookies.Append(
            CsrfCookie, token, new CookieOptions { MaxAge = TimeSpan.FromDays(364), Path = "/", SameSite = SameSiteMode.Lax });
    }

    /// <summary>Starts a session of the user.</summary>
    public async Task SignInAsync(HttpContext http, long user)
    {
        var session = Random(32);
        await services.Redis.CallAsync("SET", SessionKey(session), $"{user}", "EX", $"{SessionSeconds}");
        await services.Database.ChangeAsync("update users_user set last_login = now() where id = $1", user);
        SetCsrfCookie(http, renew: true);
        http.Response.Cookies.Append(SessionCookie, session, new CookieOptions
        {
            MaxAge = TimeSpan.FromSeconds(SessionSeconds), Path = "/", SameSite = SameSiteMode.Lax, HttpOnly = true,
        });
    }

    /// <summary>Whether the caller holds one of the scopes; sessions hold all.</summary>
    public static bool HasAnyScope(Caller caller, IReadOnlyCollection<string> scopes) =>
        scopes.Count == 0 || (caller.Scopes & Scopes.Bits(scopes)) != 0;

    /// <summary>Random letters and digits.</summary>
    public static string Random(int length) =>
        RandomNumberGenerator.GetString("abcdefghijklmnopqrstuvwxyz0123456789", length);

    // Bound to the secret key, so that another key logs everybody out.
    private string SessionKey(string session) =>
        "session:" + Convert.ToHexStringLower(HMACSHA256.HashData(
            Encoding.UTF8.GetBytes(services.Settings.SecretKey), Encoding.UTF8.GetBytes(session)));
}
