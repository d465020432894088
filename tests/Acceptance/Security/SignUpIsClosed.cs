using System.Security.Cryptography;
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
        string password = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
        ApiAnswer answer = await stranger.SignUpAsync($"stranger-{context.Target.Tenant.RunMark}@example.test", password, ct);
        return stranger.HasCsrfToken
            ? Evaluate(context.Check, answer.Status, answer.ContentType)
            : Observation.Unknown("The target gave no CSRF token, so every sign-up is refused for that reason and nothing can be said of others.", "http");
    }

    /// <summary>What the answer to a well-formed sign-up means: 401 is a success that asks for a further step.</summary>
    internal static Observation Evaluate(CheckDefinition check, int status, string contentType) => status switch
    {
        // A refused CSRF token and a firewall answer 403 as well, but in HTML.
        403 when contentType == "application/json" => Observation.Of(check, 0, 1, "http", "Sign-up was refused with 403."),
        200 or 401 => Observation.Of(check, 1, 1, "http", $"A stranger signed up (answer {status}).", ["POST /_allauth/browser/v1/auth/signup created an account"]),
        _ => Observation.Unknown($"Sign-up answered {status}, which is neither a refusal nor a success.", "http"),
    };
}
