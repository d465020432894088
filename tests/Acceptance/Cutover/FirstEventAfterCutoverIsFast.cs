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
        double first = seen.Length == 0 ? -1 : (seen.Min() - CutoverReport.Change(run)).TotalSeconds;
        return first < 0
            ? Observation.Unknown("No event of a service started by the cutover could be read at the new endpoint, so there is no first one.", "sql")
            : Observation.Between(
                context.Check, Math.Max(0, first - Look), first, seen.Length, "sql", $"The first event could be read {first:0.0} s after the file was changed.");
    }
}
