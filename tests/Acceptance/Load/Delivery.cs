using Verification.Readiness.Catalogues;
using Verification.Readiness.Evidence;
using Verification.Readiness.Ledger;

namespace Verification.Acceptance.Load;

/// <summary>What a census says about delivery: the same words for bursts and for everything else.</summary>
internal static class Delivery
{
    private const int MostNamed = 50;

    // Accepted, but not stored once and as sent.
    private static readonly DeliveryClass[] Wrong = [DeliveryClass.Corrupted, DeliveryClass.Duplicated, DeliveryClass.Unexpected, DeliveryClass.Lost];

    /// <summary>Counts the events that were accepted and are not stored once and as sent; what nobody could tell keeps it from passing.</summary>
    public static Observation Evaluate(CheckDefinition check, IReadOnlyList<PlanRun> runs, string source)
    {
        List<string> named = [];
        (int wrong, int delayed, int unknown, int stored, int sent) = (0, 0, 0, 0, 0);
        foreach (DriveRun drive in runs.SelectMany(run => run.Drives))
        {
            CensusResult census = drive.Census!;
            SortedDictionary<DeliveryClass, int> classes = census.Events.Classes();
            wrong += Wrong.Sum(kind => classes.GetValueOrDefault(kind));
            delayed += classes.GetValueOrDefault(DeliveryClass.Delayed);
            unknown += classes.GetValueOrDefault(DeliveryClass.Unknown);
            stored += classes.GetValueOrDefault(DeliveryClass.Stored);
            sent += census.Events.Count;
            named.AddRange(census.Events.In([.. Wrong, DeliveryClass.Delayed, DeliveryClass.Unknown]).Take(MostNamed).Select(serial => $"{drive.Drive.Request.Plan.Id} {census.Events.Describe(serial)}"));
            named.AddRange(census.Altered.Concat(census.Events.Strangers.Take(MostNamed).Select(stranger => $"{stranger.EventId}: nobody sent it, found through the {stranger.Where}")));
        }

        // What got no answer and is nowhere was perhaps never taken; it is counted, not judged.
        int unanswered = runs.Sum(run => run.Drives.Sum(drive => drive.Census!.Events.In(DeliveryClass.Unknown).Count(serial => !drive.Drive.Outcomes[serial].Answered && !drive.Census.Events.IsStored(serial))));
        return wrong == 0 && delayed > 0
            ? Observation.Unknown($"{delayed} accepted events were still queued when looking ended: delayed, not yet lost.", source + "+queue", named)
            : wrong == 0 && unknown > unanswered
                ? Observation.Unknown($"Of {unknown - unanswered} of {sent} events nobody can tell: API and database disagree, or they are missing and the queue can't be seen.", source, named)
                : Observation.Of(
                    check, wrong, stored + wrong, source,
                    wrong == 0
                        ? $"All {stored} events that were taken are stored once and as sent{(sent > stored ? $"; {sent - stored - unanswered} were refused and {unanswered} got no answer" : "")}."
                        : $"{wrong} of {sent} events are lost, duplicated, altered or in the wrong place.",
                    named);
    }
}
