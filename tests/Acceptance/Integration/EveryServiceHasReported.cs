using Verification.Fixtures.Attached;
using Verification.Readiness.Catalogues;
using Verification.Readiness.Evidence;

namespace Verification.Acceptance.Integration;

/// <summary>Each service of the deployment has sent at least one event since it was switched over.</summary>
public sealed class EveryServiceHasReported(AcceptanceRun run) : CheckTest(run)
{
    /// <inheritdoc/>
    protected override async Task<Observation> AskAsync(CheckContext context, CancellationToken ct)
    {
        if (context.Target is not AttachedTarget { Settings: { Services.Count: > 0, CutoverAt: DateTimeOffset since } settings })
        {
            return Observation.Unknown("It was not told which services there are and when they were switched over: set VERIFICATION_SERVICES and VERIFICATION_CUTOVER_AT.", "api");
        }

        List<ServiceReport> reports = [];
        foreach (string service in settings.Services)
        {
            reports.Add(await ServiceReports.FindAsync(context.Target.Tenant, service, since, ct));
        }

        return Evaluate(context.Check, since, reports);
    }

    /// <summary>A service of which nothing arrived is silent; one that could not be looked for to the end is not known.</summary>
    internal static Observation Evaluate(CheckDefinition check, DateTimeOffset since, IReadOnlyList<ServiceReport> reports)
    {
        ServiceReport[] open = [.. reports.Where(report => !(report.Last >= since))];
        string[] silent = [.. open.Where(report => report.Doubt is null).Select(report => $"{report.Service}: {(report.Last is DateTimeOffset last ? $"nothing since {last:yyyy-MM-dd HH:mm:ss} UTC" : "nothing at all")}")];
        string[] doubtful = [.. open.Where(report => report.Doubt is not null).Select(report => $"{report.Service}: {report.Doubt}")];
        return silent.Length == 0 && doubtful.Length > 0
            ? Observation.Unknown($"Of {doubtful.Length} services it can't be told whether they reported since {since:yyyy-MM-dd HH:mm:ss} UTC.", "api", doubtful)
            : Observation.Of(
                check, silent.Length, reports.Count, "api",
                silent.Length == 0 ? $"All {reports.Count} services have reported since {since:yyyy-MM-dd HH:mm:ss} UTC." : $"{silent.Length} of {reports.Count} services are silent since {since:yyyy-MM-dd HH:mm:ss} UTC: still on the old DSN, or not wired at all.", silent);
    }
}
