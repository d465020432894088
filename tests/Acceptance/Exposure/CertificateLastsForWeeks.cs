using Verification.Fixtures.Attached;
using Verification.Readiness.Catalogues;
using Verification.Readiness.Evidence;

namespace Verification.Acceptance.Exposure;

/// <summary>The deployment's address is encrypted with a certificate that clients trust and that does not end soon.</summary>
public sealed class CertificateLastsForWeeks(AcceptanceRun run) : CheckTest(run)
{
    /// <inheritdoc/>
    protected override async Task<Observation> AskAsync(CheckContext context, CancellationToken ct)
    {
        Uri address = context.Target.BaseUrl;
        CertificateLook? seen = address.Scheme == Uri.UriSchemeHttps ? await OutsideLook.CertificateAsync(address, null, ct) : null;
        return Evaluate(context.Check, seen, DateTimeOffset.UtcNow);
    }

    /// <summary>Days left count only on a certificate that is trusted; none at all is none left.</summary>
    /// <param name="check">The definition.</param>
    /// <param name="seen">The certificate; null where the address is not encrypted.</param>
    /// <param name="now">When it was looked at.</param>
    internal static Observation Evaluate(CheckDefinition check, CertificateLook? seen, DateTimeOffset now) => seen switch
    {
        null => Observation.Of(check, 0, 1, "tls", "The address is http://: log-ins, tokens and events travel in clear text."),
        { Problem: string problem } => Observation.Of(check, 0, 1, "tls", $"Clients refuse the certificate: {problem}."),
        { NotAfter: DateTimeOffset end } => Observation.Of(check, Math.Floor((end - now).TotalDays), 1, "tls", $"The certificate is trusted and ends on {end:yyyy-MM-dd}."),
    };
}
