using Verification.Fixtures.Attached;
using Verification.Readiness.Catalogues;
using Verification.Readiness.Evidence;

namespace Verification.Acceptance.Exposure;

/// <summary>Pages are answered with the headers that keep browsers from being used against whoever is logged in.</summary>
public sealed class SecurityHeadersAreSent(AcceptanceRun run) : CheckTest(run)
{
    /// <inheritdoc/>
    protected override async Task<Observation> AskAsync(CheckContext context, CancellationToken ct) =>
        Evaluate(context.Check, context.Target.BaseUrl.Scheme == Uri.UriSchemeHttps, await OutsideLook.HeadersAsync(context.Target.BaseUrl, ct));

    /// <summary>Judges the headers of an answer, by lower-case name.</summary>
    internal static Observation Evaluate(CheckDefinition check, bool encrypted, IReadOnlyDictionary<string, string> headers)
    {
        string Value(string name) => headers.GetValueOrDefault(name, "");
        string[] missing =
        [
            .. Value("x-content-type-options").Equals("nosniff", StringComparison.OrdinalIgnoreCase) ? Array.Empty<string>() : ["X-Content-Type-Options: nosniff (a file is taken for what its content looks like)"],
            .. Value("x-frame-options").Length > 0 || Value("content-security-policy").Contains("frame-ancestors", StringComparison.OrdinalIgnoreCase) ? Array.Empty<string>() : ["X-Frame-Options or frame-ancestors (pages can be put into somebody else's)"],
            .. !encrypted || Value("strict-transport-security").Contains("max-age=", StringComparison.OrdinalIgnoreCase) ? Array.Empty<string>() : ["Strict-Transport-Security (the first visit of each browser may be unencrypted)"],
        ];
        int asked = encrypted ? 3 : 2;
        return Observation.Of(check, missing.Length, asked, "http", missing.Length == 0 ? $"All {asked} headers are sent." : $"{missing.Length} of {asked} headers are missing.", missing);
    }
}
