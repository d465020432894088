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
        List<StoredEvent> oneSided = [.. replay.Events.Where(stored => stored.Rows is not null && (stored.Disputed || stored.IsThere != stored.Rows.Count > 0))];
        List<StoredEvent> both = [.. replay.Events.Where(stored => stored is { IsThere: true, Rows.Count: > 0 })];
        if (both.Count == 0 && oneSided.Count == 0)
        {
            return Task.FromResult(Observation.Unknown("No event could be read through both the API and the database.", "api+sql"));
        }

        List<string> differing =
        [
            .. oneSided.Select(stored => $"{stored.Sent.Origin} {stored.Sent.EventId}: {stored.Rows!.Count} rows, listed {stored.ApiRows} times, detail {(stored.IsThere ? "readable" : "not found")}"),
            .. both.SelectMany(stored => EventComparison.Disagreements(stored.Fields)
                .Select(field => $"{stored.Sent.Origin} {stored.Sent.EventId} {field.Path}: API {field.Api ?? "(missing)"}, SQL {field.Sql ?? "(missing)"}")),
        ];
        return Task.FromResult(Observation.Of(
            context.Check, differing.Count, oneSided.Count + both.Sum(stored => stored.Fields.Count), "api+sql",
            differing.Count == 0 ? $"API and database agree on every field of {both.Count} events." : $"API and database differ in {differing.Count} places.",
            [.. differing.Take(Shown)]));
    }
}
