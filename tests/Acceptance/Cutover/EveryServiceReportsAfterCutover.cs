using Verification.Readiness.Cutover;
using Verification.Readiness.Evidence;

namespace Verification.Acceptance.Cutover;

/// <summary>Every service that is online after the cutover has an event at the new endpoint that it raised since.</summary>
public sealed class EveryServiceReportsAfterCutover(AcceptanceRun run) : MainDrillCheck(run)
{
    /// <inheritdoc/>
    private protected override Observation Judge(CheckContext context, MainRun run)
    {
        HashSet<string> starts = [.. run.StartedIn(run.CutoverBegun, run.PartialBegun).Select(process => process.Start)];
        HashSet<string> own = [.. run.Facts.Raised.Where(raised => starts.Contains(raised.Start)).Select(raised => raised.Id)];
        HashSet<string> reporting = [.. run.Events.Where(item => item.Place == EventPlace.New && own.Contains(item.Id)).Select(item => item.Service)];
        // One that is not online is what CutoverCompletes finds.
        string[] online = [.. run.StatesAfter.Where(state => state.IsOnline).Select(state => state.Name)];
        return Shortfalls(
            context, [.. online.Where(service => !reporting.Contains(service)).Select(service => $"{service} is online and no event of it is at the new endpoint")], online.Length, "journal+sql",
            $"All {online.Length} services that are online reported to the new endpoint.");
    }
}
