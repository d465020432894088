using Verification.Fixtures.Sdk;
using Verification.Readiness;
using Verification.Readiness.Ledger;
using Verification.Readiness.Verdicts;

namespace Verification.Acceptance.Sdk;

/// <summary>What the report and the ledger are told of a replay.</summary>
internal static class ReplayReport
{
    /// <summary>Drivers, scenarios and events that could not be exercised.</summary>
    public static IEnumerable<NotExercised> NotExercised(ReplayResult result)
    {
        foreach (DriverReplay replay in result.Drivers.Where(replay => replay.Result is null))
        {
            yield return new($"SDK driver {replay.Driver.Name} ({replay.Driver.Sdk})", replay.Shortfall ?? replay.Absent!);
        }

        foreach ((DriverReplay replay, DriverResult driver) in result.Done)
        {
            foreach (FailedScenario failed in driver.Failed)
            {
                yield return new($"scenario {failed.Scenario} with {replay.Driver.Name}", failed.Reason);
            }

            foreach (SdkDrop dropped in driver.Dropped)
            {
                yield return new($"scenario {dropped.Scenario} with {replay.Driver.Name}", $"the SDK dropped {dropped.Quantity} of category {dropped.Category}: {dropped.Reason}");
            }
        }
    }

    /// <summary>Every event, also those that left no answer or did not leave at all.</summary>
    public static IEnumerable<DeliveryFacts> Deliveries(ReplayResult result) => result.Events.Select(stored => new DeliveryFacts(
        stored.Sent.EventId, stored.Sent.Origin, stored.Sent.Accepted,
        Rows: stored.Copies,
        Elsewhere: stored.Elsewhere,
        Altered: stored.Fields.Any(field => field.Outcome == Outcome.Fail),
        StillQueued: result.StillQueued == true))
        .Concat(result.Done.SelectMany(done => Unsent(done.Replay.Driver.Name, done.Result)));

    private static IEnumerable<DeliveryFacts> Unsent(string driver, DriverResult result)
    {
        foreach (SdkDrop dropped in result.Dropped.Where(drop => drop.EventId.Length > 0))
        {
            yield return new(dropped.EventId, $"{driver} {dropped.Scenario}", null, DroppedBySdk: true);
        }

        HashSet<string> dropsById = [.. result.Dropped.Select(drop => drop.EventId)];
        foreach ((string scenario, string id) in result.Failed.SelectMany(failed => failed.Unanswered.Select(id => (failed.Scenario, id))).Where(entry => !dropsById.Contains(entry.id)))
        {
            yield return new(id, $"{driver} {scenario}", null, Looked: false);
        }
    }
}
