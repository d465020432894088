using Verification.Acceptance.Sdk.Fields;
using Verification.Readiness.Evidence;

namespace Verification.Acceptance.Sdk;

/// <summary>The API shows of every event what the database holds; here the agreement itself is the claim.</summary>
public sealed class ApiAgreesWithDatabase(AcceptanceRun run) : ReplayCheck(run)
{
    private const int Shown = 20;

    /// <inheritdoc/>
    protected override Task<Observation> JudgeAsync(CheckContext context, ReplayResult replay, CancellationToken ct)
    {
        List<StoredEvent> both = [.. replay.Events.Where(stored => stored is { IsThere: true, Rows.Count: > 0 })];
        if (both.Count == 0)
        {
            return Task.FromResult(Observation.Unknown("No event could be read through both the API and the database.", "api+sql"));
        }

        List<string> differing =
        [
            .. both.SelectMany(stored => EventComparison.Disagreements(stored.Fields)
                .Select(field => $"{stored.Sent.Scenario} {stored.Sent.EventId} {field.Path}: API {field.Api ?? "(missing)"}, SQL {field.Sql ?? "(missing)"}")),
        ];
        return Task.FromResult(Observation.Of(
            context.Check, differing.Count, both.Sum(stored => stored.Fields.Count), "api+sql",
            differing.Count == 0 ? $"API and database agree on every field of {both.Count} events." : $"API and database differ in {differing.Count} fields.",
            [.. differing.Take(Shown)]));
    }
}
