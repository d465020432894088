using Verification.Fixtures.Ingest;
using Verification.Fixtures.Targets;
using Verification.Readiness.Catalogues;
using Verification.Readiness.Evidence;

namespace Verification.Acceptance.Ingest;

/// <summary>An event with a key that the project doesn't have is refused; on a project of its own, because 5.2 blocks it for 30 s.</summary>
public sealed class WrongKeyIsRejected(AcceptanceRun run) : CheckTest(run)
{
    /// <inheritdoc/>
    protected override async Task<Observation> AskAsync(CheckContext context, CancellationToken ct)
    {
        ProjectHandle project = await context.Target.CreateProjectAsync("wrong-key", ct);
        using IngestClient ingest = new();
        Dsn wrong = project.Dsn with { Key = Guid.NewGuid().ToString("N") };
        string id = Guid.NewGuid().ToString("N");
        IngestAnswer envelope = await ingest.EventAsync(wrong, id, new { event_id = id, message = "sent with a wrong key" }, ct);
        IngestAnswer store = await ingest.StoreAsync(wrong, new { event_id = Guid.NewGuid().ToString("N"), message = "sent with a wrong key" }, ct);
        return Evaluate(context.Check, envelope, store);
    }

    /// <summary>A refusal is 4xx: an error of the target's own says nothing about the key.</summary>
    internal static Observation Evaluate(CheckDefinition check, IngestAnswer envelope, IngestAnswer store)
    {
        string[] accepted = [.. new[] { ("envelope", envelope), ("store", store) }.Where(entry => entry.Item2.Accepted).Select(entry => $"{entry.Item1} answered {entry.Item2.Status}")];
        return envelope.Status >= 500 || store.Status >= 500
            ? Observation.Unknown($"The target answered {envelope.Status} and {store.Status}: an error of its own is not a refusal.", "http")
            : Observation.Of(
                check, accepted.Length, 2, "http",
                accepted.Length == 0 ? $"Both endpoints refused a wrong key ({envelope.Status}, {store.Status})." : $"{accepted.Length} of 2 requests with a wrong key were accepted.", accepted);
    }
}
