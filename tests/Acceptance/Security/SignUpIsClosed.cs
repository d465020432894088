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
        return Evaluate(context.Check, answer.Status);
    }

    /// <summary>What the answer to a well-formed sign-up means: 401 is a success that asks for a further step.</summary>
    internal static Observation Evaluate(CheckDefinition check, int status) => status switch
    {
        403 => Observation.Of(check, 0, 1, "http", "Sign-up was refused with 403."),
        200 or 401 => Observation.Of(check, 1, 1, "http", $"A stranger signed up (answer {status}).", ["POST /_allauth/browser/v1/auth/signup created an account"]),
        _ => Observation.Unknown($"Sign-up answered {status}, which is neither a refusal nor a success.", "http"),
    };
}
