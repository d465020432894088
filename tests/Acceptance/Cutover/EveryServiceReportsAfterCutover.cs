using Verification.Readiness.Cutover;
using Verification.Readiness.Evidence;

namespace Verification.Acceptance.Cutover;

/// <summary>Every service that is online after the cutover has an event at the new endpoint that its present process raised.</summary>
public sealed class EveryServiceReportsAfterCutover(AcceptanceRun run) : MainDrillCheck(run)
{
    // A connection may break now and then; the delivery that is asked for is 99.9 % (requirements, section 4).
    private const double MostLost = 0.01;

    /// <inheritdoc/>
    private protected override Observation Judge(CheckContext context, MainRun run)
    {
        // The process that each has at the end of the phase: one that reported and was then restarted into silence is silent.
        HashSet<string> starts = [.. run.StartedIn(run.CutoverBegun, run.PartialBegun).GroupBy(process => process.Service).Select(group => group.MaxBy(process => process.At)!.Start)];
        HashSet<string> own = [.. run.Facts.Raised.Where(raised => starts.Contains(raised.Start)).Select(raised => raised.Id)];
        HashSet<string> reporting = [.. run.Events.Where(item => item.Place == EventPlace.New && own.Contains(item.Id)).Select(item => item.Service)];
        // One that is not online is what CutoverCompletes finds.
        string[] online = [.. run.StatesAfter.Where(state => state.IsOnline).Select(state => state.Name)];
        if (run.Doubt is string doubt)
        {
            return Observation.Unknown($"Nobody knows what is at the new endpoint: {doubt}.", "journal+sql");
        }

        return Shortfalls(
            context, [.. Losses(run), .. online.Where(service => !reporting.Contains(service)).Select(service => $"{service} is online and no event of it is at the new endpoint")], online.Length, "journal+sql",
            $"All {online.Length} services that are online reported to the new endpoint, and went on to.");
    }

    // One event is no proof of a way that loses the others.
    private static IEnumerable<string> Losses(MainRun run)
    {
        if (run.FirstSeen.Count == 0 || run.SteadyEnded == default)
        {
            yield break;
        }

        HashSet<string> starts = [.. run.StartedIn(run.CutoverBegun, run.CutoverEnded).Select(process => process.Start)];
        HashSet<string> own = [.. run.Facts.Raised.Where(raised => starts.Contains(raised.Start)).Select(raised => raised.Id)];
        DateTimeOffset? first = run.FirstSeen.Where(seen => own.Contains(seen.Key)).Select(seen => (DateTimeOffset?)seen.Value).Min();
        AccountedEvent[] steady = [.. run.Events.Where(item => own.Contains(item.Id) && item.At > first && item.At < run.SteadyEnded)];
        int lost = steady.Count(item => item.Place == EventPlace.Lost);
        if (lost > MostLost * steady.Length)
        {
            yield return $"{lost} of {steady.Length} errors raised in the quiet phase after the cutover were lost: {steady.First(item => item.Place == EventPlace.Lost).Why}";
        }
    }
}
