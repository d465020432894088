using System.Text.RegularExpressions;

namespace Verification.ReferenceTarget.Tests.Hosting;

/// <summary>A browser as far as log-in needs one: cookies and the CSRF header.</summary>
public sealed partial class Session
{
    private readonly RunningTarget target;
    private readonly Dictionary<string, string> cookies = [];

    private Session(RunningTarget target) => this.target = target;

    public static async Task<Session> StartAsync(RunningTarget target)
    {
        var session = new Session(target);
        (await session.SendAsync("GET", "/_allauth/browser/v1/config")).Status.Should().Be(200);
        return session;
    }

    public Task<Reply> LogInAsync(string email, string password, bool csrf = true) =>
        AuthenticateAsync("login", email, password, csrf);

    public Task<Reply> SignUpAsync(string email, string password) => AuthenticateAsync("signup", email, password, csrf: true);

    public Task<Reply> NewTokenAsync(IReadOnlyList<string> scopes, bool csrf = true) => SendAsync(
        "POST",
        "/api/0/api-tokens/",
        new JsonObject { ["label"] = "x", ["scopes"] = new JsonArray([.. scopes.Select(scope => (JsonNode)scope)]) },
        csrf);

    public async Task<string> TokenAsync(IReadOnlyList<string> scopes)
    {
        var made = await NewTokenAsync(scopes);
        made.Status.Should().Be(201, made.Text);
        return made.Json!["token"]!.GetValue<string>();
    }

    private Task<Reply> AuthenticateAsync(string what, string email, string password, bool csrf) => SendAsync(
        "POST", $"/_allauth/browser/v1/auth/{what}", new JsonObject { ["email"] = email, ["password"] = password }, csrf);

    private async Task<Reply> SendAsync(string method, string path, JsonObject? body = null, bool csrf = true)
    {
        var headers = new Dictionary<string, string> { ["Cookie"] = string.Join("; ", cookies.Select(cookie => $"{cookie.Key}={cookie.Value}")) };
        if (csrf && cookies.TryGetValue("csrftoken", out var token))
        {
            headers["X-CSRFToken"] = token;
        }

        var reply = await target.SendAsync(method, path, body is null ? null : RunningTarget.Json(body.ToJsonString()), headers);
        foreach (var match in SetCookie().Matches(reply.Headers.GetValueOrDefault("Set-Cookie", "")).Cast<Match>())
        {
            cookies[match.Groups[1].Value] = match.Groups[2].Value;
        }

        return reply;
    }

    [GeneratedRegex("^([a-z]+)=([^;]*)", RegexOptions.Multiline)]
    private static partial Regex SetCookie();
}
