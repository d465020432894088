using Verification.Readiness.Evidence;

namespace Verification.Acceptance.Cutover;

/// <summary>From the change of the file to the first event that can be read at the new endpoint.</summary>
public sealed class FirstEventAfterCutoverIsFast(AcceptanceRun run) : MainDrillCheck(run)
{
    // The store is looked at four times a second.
    private const double Look = 0.25;

    /// <inheritdoc/>
    private protected override Observation Judge(CheckContext context, MainRun run)
    {
        HashSet<string> starts = [.. run.StartedIn(run.CutoverBegun, run.PartialBegun).Select(process => process.Start)];
        DateTimeOffset[] seen = [.. run.Facts.Raised.Where(raised => starts.Contains(raised.Start) && run.FirstSeen.ContainsKey(raised.Id)).Select(raised => run.FirstSeen[raised.Id])];
        return seen.Length == 0 || seen.Min() < CutoverReport.Change(run)
            ? Observation.Unknown("No event of a service started by the cutover could be read at the new endpoint, so there is no first one.", "sql")
            : Observation.Of(
                context.Check, (seen.Min() - CutoverReport.Change(run)).TotalSeconds, seen.Length, "sql",
                $"The first event could be read {(seen.Min() - CutoverReport.Change(run)).TotalSeconds:0.0} s after the file was changed.", error: Look);
    }
}
