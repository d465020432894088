using Verification.Fixtures.Sdk;
using Verification.Readiness;
using Verification.Readiness.Evidence;

namespace Verification.Acceptance.Sdk;

/// <summary>A question about the replayed scenarios; without a replay the answer is Unknown.</summary>
public abstract class ReplayCheck(AcceptanceRun run) : CheckTest(run)
{
    private const int FewestFields = 10;

    /// <inheritdoc/>
    protected sealed override async Task<Observation> AskAsync(CheckContext context, CancellationToken ct)
    {
        ReplayResult replay = await context.Replay.ResultAsync(ct);
        if (replay.Problem is string problem)
        {
            return Observation.Unknown($"No event was replayed: {problem}.");
        }

        Observation seen = await JudgeAsync(context, replay, ct);
        string[] incomplete = [.. Incomplete(context.Replay.Scenarios, replay)];
        // A shortfall of our own driver is never a finding against the target, and never a reason to pass it either.
        return seen.Outcome == Outcome.Pass && incomplete.Length > 0
            ? Observation.Unknown("The scenarios were not replayed in full, so what was seen does not answer the question.", "driver", incomplete)
            : seen;
    }

    private static IEnumerable<string> Incomplete(IReadOnlyList<Scenario> scenarios, ReplayResult replay) =>
    [
        .. replay.Drivers.Where(driver => driver.Shortfall is not null).Select(driver => $"{driver.Driver.Name}: {driver.Shortfall}"),
        .. replay.Done.SelectMany(done => scenarios.SelectMany(scenario => Incomplete(
            scenario, $"{done.Replay.Driver.Name} {scenario.Id}", [.. replay.Events.Where(stored => stored.Sent.Driver == done.Replay.Driver.Name && stored.Sent.Scenario == scenario.Id)]))),
    ];

    private static IEnumerable<string> Incomplete(Scenario scenario, string origin, IReadOnlyCollection<StoredEvent> own)
    {
        if (own.Count != scenario.Events || own.Any(stored => stored.Sent.Accepted is null))
        {
            yield return $"{origin}: {own.Count(stored => stored.Sent.Accepted is not null)} of {scenario.Events} events were sent and answered";
        }

        if (own.Any(stored => stored.IsThere && stored.Fields.Count < FewestFields))
        {
            yield return $"{origin}: fewer than {FewestFields} fields could be compared";
        }
    }

    /// <summary>Judges what the replay left behind.</summary>
    protected abstract Task<Observation> JudgeAsync(CheckContext context, ReplayResult replay, CancellationToken ct);

    /// <summary>What the stored events were read through.</summary>
    protected static string Oracles(CheckContext context) => context.Target.Sql is null ? "api" : "api+sql";
}
