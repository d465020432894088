using Verification.Fixtures.Attached;
using Verification.Readiness.Catalogues;
using Verification.Readiness.Evidence;

namespace Verification.Acceptance.Exposure;

/// <summary>Django's administration pages can't be reached from where everybody reaches GlitchTip.</summary>
public sealed class AdminIsNotServed(AcceptanceRun run) : CheckTest(run)
{
    private const string Page = "/admin/";

    /// <inheritdoc/>
    protected override async Task<Observation> AskAsync(CheckContext context, CancellationToken ct)
    {
        (int status, string location, string body) = await OutsideLook.AnswerAsync(context.Target.BaseUrl, Page, ct);
        return Evaluate(context.Check, status, location, body);
    }

    /// <summary>A log-in form, or the way to it, is the door; a refusal or nothing is none.</summary>
    internal static Observation Evaluate(CheckDefinition check, int status, string location, string body) => (status, location) switch
    {
        ( >= 300 and < 400, string to) when to.Contains("/admin/login", StringComparison.Ordinal) => Served(check, $"{Page} leads to its log-in ({status})."),
        (200, _) when body.Contains("csrfmiddlewaretoken", StringComparison.Ordinal) || body.Contains("Django administration", StringComparison.Ordinal) => Served(check, $"{Page} answers with its log-in."),
        (401 or 403 or 404 or 410, _) => Observation.Of(check, 0, 1, "http", $"{Page} answers {status}."),
        _ => Observation.Unknown($"{Page} answered {status}, which is neither the administration nor a refusal.", "http"),
    };

    private static Observation Served(CheckDefinition check, string reason) => Observation.Of(check, 1, 1, "http", reason, [$"{Page} is reachable by whoever reaches GlitchTip"]);
}
