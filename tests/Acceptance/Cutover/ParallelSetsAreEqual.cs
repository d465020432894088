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
        return Observation.Of(
            context.Check, found.Length, Math.Min(old.Union(now).Count(), run.Contents.Compared == 0 ? 0 : int.MaxValue), "record+api+sql",
            found.Length == 0
                ? $"{old.Count} events are at both endpoints; of {run.Contents.Compared} of them {run.Contents.Fields} fields were compared."
                : $"{found.Length} differences between {old.Count} events at the old and {now.Count} at the new endpoint: {found[0]}.", [.. found.Take(20)]);
    }
}
