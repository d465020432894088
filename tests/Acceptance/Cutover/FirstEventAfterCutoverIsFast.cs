using Verification.Readiness.Evidence;

namespace Verification.Acceptance.Cutover;

/// <summary>From the change of the file to the first event that can be read at the new endpoint.</summary>
public sealed class FirstEventAfterCutoverIsFast(AcceptanceRun run) : MainDrillCheck(run)
{
    /// <inheritdoc/>
    private protected override Observation Judge(CheckContext context, MainRun run)
    {
        HashSet<string> starts = [.. run.StartedIn(run.CutoverBegun, run.PartialBegun).Select(process => process.Start)];
        string[] seen = [.. run.Facts.Raised.Where(raised => starts.Contains(raised.Start) && run.FirstSeen.ContainsKey(raised.Id)).Select(raised => raised.Id)];
        string? first = seen.MinBy(id => run.FirstSeen[id]);
        double Since(DateTimeOffset at) => (at - CutoverReport.Change(run)).TotalSeconds;
        return first is null || Since(run.FirstSeen[first]) < 0
            ? Observation.Unknown("No event of a service started by the cutover could be read at the new endpoint, so there is no first one.", "sql")
            : Observation.Between(
                context.Check, run.NotSeenAt.TryGetValue(first, out DateTimeOffset before) ? Math.Max(0, Since(before)) : 0, Since(run.FirstSeen[first]), seen.Length, "sql",
                $"The first event could be read {Since(run.FirstSeen[first]):0.0} s after the file was changed.");
    }
}
