using Verification.Fixtures.Sdk;
using Verification.Readiness;
using Verification.Readiness.Verdicts;

namespace Verification.Acceptance.Sdk;

/// <summary>What became of every scenario with every SDK, for the report.</summary>
internal static class SdkMatrix
{
    /// <summary>A column per driver, also of one that was not exercised; null when nothing was to be replayed.</summary>
    public static SdkReplayRecord? Of(ReplayResult result, IReadOnlyList<Scenario> scenarios) => result.Drivers.Count == 0 ? null : new(
        [.. result.Drivers.Select(replay => new ReplayedSdk(replay.Driver.Name, replay.Result?.Sdk ?? replay.Driver.Sdk, replay.Shortfall ?? replay.Absent))],
        [.. scenarios.Select(scenario => new SdkScenario(scenario.Id, [.. result.Drivers.Select(replay => Cell(scenario, replay, result.Events))]))]);

    private static SdkCell Cell(Scenario scenario, DriverReplay replay, IReadOnlyList<StoredEvent> events)
    {
        if (replay.Result is not DriverResult driver)
        {
            return new(scenario.Events, 0, 0, 0, 0, replay.Shortfall ?? replay.Absent);
        }

        StoredEvent[] own = [.. events.Where(stored => stored.Sent.Driver == replay.Driver.Name && stored.Sent.Scenario == scenario.Id)];
        if (own.Length == 0 && driver.Failed.FirstOrDefault(failed => failed.Scenario == scenario.Id) is FailedScenario failure)
        {
            return new(scenario.Events, 0, 0, 0, 0, failure.Reason);
        }

        int altered = own.Count(IsAltered);
        int lost = own.Count(stored => stored.Sent.Accepted == true && stored.Copies == 0 && stored.Elsewhere == 0);
        int intact = own.Count(IsIntact);
        return new(scenario.Events, intact, altered, lost, scenario.Events - intact - altered - lost, null);
    }

    private static bool IsAltered(StoredEvent stored) => stored.Fields.Any(field => field.Outcome == Outcome.Fail);

    private static bool IsIntact(StoredEvent stored) =>
        stored is { IsThere: true, Copies: 1, Elsewhere: 0, Fields.Count: > 0 } && stored.Fields.All(field => field.Outcome == Outcome.Pass);
}
