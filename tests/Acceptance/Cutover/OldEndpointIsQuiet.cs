using Verification.Fixtures.Services;
using Verification.Readiness.Evidence;

namespace Verification.Acceptance.Cutover;

/// <summary>Once the cutover has ended nothing arrives at the old endpoint any more.</summary>
public sealed class OldEndpointIsQuiet(AcceptanceRun run) : MainDrillCheck(run)
{
    /// <inheritdoc/>
    private protected override Observation Judge(CheckContext context, MainRun run)
    {
        RecordedEvent[] late = [.. run.OldArrivals.Where(item => item.At > run.CutoverEnded && item.At < run.PartialBegun)];
        string[] who = [.. late.GroupBy(item => item.Service ?? "unknown").Select(group => $"{group.Count()} events of {group.Key}")];
        // A service that did not come up can't be stale, and one that is not asked to stop would be: only a complete cutover says something.
        who = [.. who, .. run.OldRefused > 0 ? [$"{run.OldRefused} requests that it refused"] : Array.Empty<string>()];
        int usual = run.OldArrivals.Count(item => item.At < run.CutoverBegun);
        return run.Doubt is string doubt ? Observation.Unknown($"Nobody knows what arrived: {doubt}.", "record") : run.Cutover?.ExitCode != 0
            ? Observation.Unknown("The cutover did not complete, so nobody can expect the old endpoint to be quiet.", "record")
            : Observation.Of(
                context.Check, late.Length + run.OldRefused, usual, "record",
                late.Length + run.OldRefused == 0
                    ? $"Nothing arrived at the old endpoint in the {(run.PartialBegun - run.CutoverEnded).TotalSeconds:0} s after the cutover; {run.OldArrivals.Count} events had before and did after the rollback."
                    : $"Somebody still sends to the old endpoint: {string.Join(", ", who)}.", who);
    }
}
