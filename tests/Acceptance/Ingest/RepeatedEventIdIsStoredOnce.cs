using Verification.Fixtures.Ingest;
using Verification.Fixtures.Targets;
using Verification.Readiness.Catalogues;
using Verification.Readiness.Evidence;

namespace Verification.Acceptance.Ingest;

/// <summary>The same event sent twice, as a retry would, is stored once, on either endpoint.</summary>
public sealed class RepeatedEventIdIsStoredOnce(AcceptanceRun run) : CheckTest(run)
{
    /// <inheritdoc/>
    protected override async Task<Observation> AskAsync(CheckContext context, CancellationToken ct)
    {
        ProjectHandle project = await context.Target.CreateProjectAsync("repeat", ct);
        using IngestClient ingest = new(context.Target.Pace);
        string envelope = Guid.NewGuid().ToString("N");
        string store = Guid.NewGuid().ToString("N");
        for (int attempt = 0; attempt < 2; attempt++)
        {
            await ingest.EventAsync(project.Dsn, envelope, new { event_id = envelope, message = "repeated envelope", platform = "node" }, ct);
            await ingest.StoreAsync(project.Dsn, new { event_id = store, message = "repeated store", platform = "node" }, ct);
        }

        IReadOnlyList<string> stored = await Sentinel.IdsAfterAsync(context.Target, project, ingest, [], ct);
        return Evaluate(context.Check, stored, envelope, store);
    }

    /// <summary>Copies of each repeated id among the ids found.</summary>
    internal static Observation Evaluate(CheckDefinition check, IReadOnlyList<string> stored, string envelope, string store)
    {
        string[] repeated = [.. new[] { ("envelope", envelope), ("store", store) }
            .Select(entry => (entry.Item1, Copies: stored.Count(id => id == entry.Item2)))
            .Where(entry => entry.Copies > 1)
            .Select(entry => $"{entry.Item1} endpoint: {entry.Copies} copies of one event id")];
        return repeated.Length == 0 && !(stored.Contains(envelope) && stored.Contains(store))
            ? Observation.Unknown("A repeated event was not stored at all, so nothing can be said about repeats.", "api")
            : Observation.Of(
                check, repeated.Length, 2, "api",
                repeated.Length == 0 ? "A repeated event id was stored once on both endpoints." : "A repeated event id was stored more than once.", repeated);
    }
}
