using Verification.Fixtures.Ingest;
using Verification.Fixtures.Targets;
using Verification.Readiness.Catalogues;
using Verification.Readiness.Evidence;

namespace Verification.Acceptance.Ingest;

/// <summary>An event with a key that the project doesn't have is refused on both endpoints.</summary>
public sealed class WrongKeyIsRejected(AcceptanceRun run) : CheckTest(run)
{
    /// <inheritdoc/>
    protected override async Task<Observation> AskAsync(CheckContext context, CancellationToken ct)
    {
        using IngestClient ingest = new(context.Target.Pace);
        (IngestAnswer Right, IngestAnswer Wrong) envelope = await BothAsync("envelope", (dsn, id) => ingest.EventAsync(dsn, id, Payload(id), ct));
        (IngestAnswer Right, IngestAnswer Wrong) store = await BothAsync("store", (dsn, id) => ingest.StoreAsync(dsn, Payload(id), ct));
        return Evaluate(context.Check, envelope, store);

        // A project and a wrong key of its own for each endpoint: a refusal is remembered, and must not answer for the other.
        async Task<(IngestAnswer Right, IngestAnswer Wrong)> BothAsync(string endpoint, Func<Dsn, string, Task<IngestAnswer>> send)
        {
            ProjectHandle project = await context.Target.CreateProjectAsync($"wrong-key-{endpoint}", ct);
            return (await send(project.Dsn, Guid.NewGuid().ToString("N")), await send(project.Dsn with { Key = Guid.NewGuid().ToString("N") }, Guid.NewGuid().ToString("N")));
        }
    }

    /// <summary>A refusal counts only where the right key is accepted, and only as 401 or 403: 404, 429 or 500 say nothing about the key.</summary>
    internal static Observation Evaluate(CheckDefinition check, (IngestAnswer Right, IngestAnswer Wrong) envelope, (IngestAnswer Right, IngestAnswer Wrong) store)
    {
        (string Endpoint, IngestAnswer Right, IngestAnswer Wrong)[] asked = [("envelope", envelope.Right, envelope.Wrong), ("store", store.Right, store.Wrong)];
        string[] accepted = [.. asked.Where(entry => entry.Wrong.Accepted).Select(entry => $"{entry.Endpoint} answered {entry.Wrong.Status}")];
        string[] unclear = [.. asked.Where(entry => !entry.Right.Accepted || !(entry.Wrong.Accepted || entry.Wrong.Status is 401 or 403))
            .Select(entry => $"{entry.Endpoint} answered {entry.Right.Status} to the right key and {entry.Wrong.Status} to a wrong one")];
        return accepted.Length == 0 && unclear.Length > 0
            ? Observation.Unknown("An endpoint did not tell a right key from a wrong one.", "http", unclear)
            : Observation.Of(
                check, accepted.Length, asked.Length, "http",
                accepted.Length == 0
                    ? $"Both endpoints refused a wrong key ({envelope.Wrong.Status}, {store.Wrong.Status}) and accepted the right one."
                    : $"{accepted.Length} of {asked.Length} endpoints accepted a wrong key.", accepted);
    }

    private static object Payload(string id) => new { event_id = id, message = "is this key right", platform = "node" };
}
