using Verification.Fixtures.Attached;
using Verification.Readiness.Catalogues;
using Verification.Readiness.Evidence;

namespace Verification.Acceptance.Exposure;

/// <summary>Cookies that the deployment sets are never sent over an unencrypted connection.</summary>
public sealed class AnsweredCookiesAreSecure(AcceptanceRun run) : CheckTest(run)
{
    /// <inheritdoc/>
    protected override async Task<Observation> AskAsync(CheckContext context, CancellationToken ct) =>
        Evaluate(context.Check, await OutsideLook.CookiesAsync(context.Target.BaseUrl, ct));

    /// <summary>Judges Set-Cookie lines; only names are told.</summary>
    internal static Observation Evaluate(CheckDefinition check, IReadOnlyList<string> lines)
    {
        string[] insecure = [.. lines.Where(line => !line.Split(';').Skip(1).Any(part => part.Trim().Equals("Secure", StringComparison.OrdinalIgnoreCase))).Select(line => $"{line.Split('=')[0]} is set without Secure")];
        return lines.Count == 0
            ? Observation.Unknown("No cookie was set where GlitchTip sets one, so nothing can be said of its cookies.", "http")
            : Observation.Of(check, insecure.Length, lines.Count, "http", insecure.Length == 0 ? $"All {lines.Count} cookies are set with Secure." : $"{insecure.Length} of {lines.Count} cookies may travel in clear text.", insecure);
    }
}
