using Verification.Readiness.Cutover;
using Verification.Readiness.Evidence;

namespace Verification.Acceptance.Cutover;

/// <summary>One service goes back alone: it reports to the old endpoint, the others are not touched and go on with the new one.</summary>
public sealed class PartialRollbackIsolates(AcceptanceRun run) : MainDrillCheck(run)
{
    /// <inheritdoc/>
    private protected override Observation Judge(CheckContext context, MainRun run)
    {
        if (run.Partial is null)
        {
            return Observation.Unknown("Nobody knows how this deployment's own rollback.sh takes one service back; ours takes --only SERVICE.", "script");
        }

        if (run.Cutover?.ExitCode != 0)
        {
            return Observation.Unknown("The cutover did not complete, so there was nothing for one service to go back from.", "pm2");
        }

        bool During(AccountedEvent item) => item.At > run.PartialEnded && item.At < run.DisabledAt;
        AccountedEvent[] own = [.. run.Events.Where(item => item.Service == run.Single && During(item))];
        List<string> found = [];
        found.AddRange(run.Partial.ExitCode == 0 ? Array.Empty<string>() : [$"rollback.sh ended with {run.Partial.ExitCode}: {Said(run.Partial)}"]);
        found.AddRange(run.RestartedBySingle.Contains(run.Single) ? Array.Empty<string>() : [$"{run.Single} was not restarted"]);
        found.AddRange(run.RestartedBySingle.Where(service => service != run.Single).Select(service => $"{service} was restarted too"));
        found.AddRange(own.Any(item => item.Place == EventPlace.Old) ? Array.Empty<string>() : [$"no event of {run.Single} arrived at the old endpoint"]);
        found.AddRange(own.Any(item => item.Place == EventPlace.New) ? [$"events of {run.Single} still arrive at the new endpoint"] : Array.Empty<string>());
        found.AddRange(run.Events.Where(item => item.Service != run.Single && item.Place == EventPlace.Old && During(item) && run.Services.Contains(item.Service)).Select(item => item.Service).Distinct()
            .Select(service => $"{service} reports to the old endpoint too"));
        found.AddRange(run.Services.Where(service => service != run.Single && run.StatesAfter.Any(state => state.Name == service && state.IsOnline)
            && !run.Events.Any(item => item.Service == service && item.Place == EventPlace.New && During(item))).Select(service => $"no event of {service} arrived at the new endpoint meanwhile"));
        return Shortfalls(context, found, 4 + run.Services.Count, "pm2+journal+record+sql", $"{run.Single} alone went back; {run.Services.Count - 1} services were not touched.");
    }
}
