using Verification.Readiness.Cutover;
using Verification.Readiness.Evidence;

namespace Verification.Acceptance.Cutover;

/// <summary>While services report to both endpoints, both hold the same events with the same content.</summary>
public sealed class ParallelSetsAreEqual(AcceptanceRun run) : MainDrillCheck(run)
{
    /// <inheritdoc/>
    private protected override Observation Judge(CheckContext context, MainRun run)
    {
        HashSet<string> both = [.. run.Facts.Processes.Where(process => process.Sides.Count == 2).Select(process => process.Start)];
        HashSet<string> ids = [.. run.Facts.Raised.Where(raised => both.Contains(raised.Start)).Select(raised => raised.Id)];
        HashSet<string> old = [.. run.Facts.Old.Where(ids.Contains)], now = [.. run.Facts.New.Where(ids.Contains)];
        string[] found = [.. run.Contents.Differences, .. old.Except(now).Select(id => $"{id} is at the old endpoint only"), .. now.Except(old).Select(id => $"{id} is at the new endpoint only")];
        string[] absent = [.. run.Services.Where(service => !run.Events.Any(item => item.Service == service && item.Place == EventPlace.Both))];
        if (run.Doubt is string doubt || (absent.Length > 0 && found.Length == 0))
        {
            return Observation.Unknown(run.Doubt is null ? $"No event of {string.Join(", ", absent)} is at both endpoints, so nothing is known of them." : $"Nobody knows what is at the new endpoint: {run.Doubt}.", "record+api+sql");
        }

        return Observation.Of(
            context.Check, found.Length, found.Length == 0 && run.Contents.Compared == 0 ? 0 : old.Union(now).Count(), "record+api+sql",
            found.Length == 0
                ? $"{old.Count} events are at both endpoints; of {run.Contents.Compared} of them {run.Contents.Fields} fields were compared."
                : $"{found.Length} differences between {old.Count} events at the old and {now.Count} at the new endpoint: {found[0]}.", [.. found.Take(20)]);
    }
}
