using System.Security.Cryptography;
using System.Text.Json;
using Verification.Fixtures.Api;
using Verification.Readiness.Catalogues;
using Verification.Readiness.Evidence;

namespace Verification.Acceptance.Security;

/// <summary>A stranger who tries to sign up is refused; tried, not read from a setting.</summary>
public sealed class SignUpIsClosed(AcceptanceRun run) : CheckTest(run)
{
    /// <inheritdoc/>
    protected override async Task<Observation> AskAsync(CheckContext context, CancellationToken ct)
    {
        using BrowserSession stranger = new(context.Target.BaseUrl);
        if (!context.Target.MayBeDrilled)
        {
            return await WithoutUserAsync(context, stranger, ct);
        }

        string password = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
        ApiAnswer answer = await stranger.SignUpAsync($"stranger-{context.Target.Tenant.RunMark}@example.test", password, ct);
        return stranger.HasCsrfToken
            ? Evaluate(context.Check, answer.Status, answer.ContentType)
            : Observation.Unknown("The target gave no CSRF token, so every sign-up is refused for that reason and nothing can be said of others.", "http");
    }

    // Where others work no user may come into being, and a sign-up that can't succeed is refused for its form before anything else: so it is asked what
    // the product itself asks before it takes one, and the setting beside it.
    private static async Task<Observation> WithoutUserAsync(CheckContext context, BrowserSession stranger, CancellationToken ct)
    {
        JsonElement settings = await context.Target.Tenant.Api.CallAsync(HttpMethod.Get, "/api/settings/", null, ct);
        ApiAnswer config = await stranger.ConfigAsync(ct);
        return EvaluateWithoutUser(
            context.Check, settings.GetProperty("enableUserRegistration").GetBoolean(),
            config.IsJson && config.Body.TryGetProperty("data", out JsonElement data) && data.TryGetProperty("account", out JsonElement account) && account.TryGetProperty("is_open_for_signup", out JsonElement open)
                ? open.GetBoolean() : null);
    }

    /// <summary>What setting and sign-up page mean together; when they disagree, or one does not say, nothing.</summary>
    /// <param name="check">The definition.</param>
    /// <param name="setting">enableUserRegistration of /api/settings/.</param>
    /// <param name="page">is_open_for_signup of the sign-up page's own configuration; null when it does not say.</param>
    internal static Observation EvaluateWithoutUser(CheckDefinition check, bool setting, bool? page) => (setting, page) switch
    {
        (false, false) => Observation.Of(check, 0, 2, "http", "The setting and the sign-up page both say that sign-up is closed; it was not tried, because that could make a user."),
        (true, true) => Observation.Of(check, 1, 2, "http", "The setting and the sign-up page both say that sign-up is open.", ["enableUserRegistration is true", "is_open_for_signup is true"]),
        _ => Observation.Unknown($"The setting says that sign-up is {(setting ? "open" : "closed")}, the sign-up page {(page is bool said ? $"that it is {(said ? "open" : "closed")}" : "does not say")}; it was not tried, because that could make a user.", "http"),
    };

    /// <summary>What the answer to a well-formed sign-up means: 401 is a success that asks for a further step.</summary>
    internal static Observation Evaluate(CheckDefinition check, int status, string contentType) => status switch
    {
        // A refused CSRF token and a firewall answer 403 as well, but in HTML.
        403 when contentType == "application/json" => Observation.Of(check, 0, 1, "http", "Sign-up was refused with 403."),
        200 or 401 => Observation.Of(check, 1, 1, "http", $"A stranger signed up (answer {status}).", ["POST /_allauth/browser/v1/auth/signup created an account"]),
        _ => Observation.Unknown($"Sign-up answered {status}, which is neither a refusal nor a success.", "http"),
    };
}
