using System.Text.Json;
using Verification.Fixtures.Ingest;
using Verification.Fixtures.Targets;
using Verification.Readiness.Catalogues;
using Verification.Readiness.Evidence;

namespace Verification.Acceptance.Ingest;

/// <summary>An event behind an envelope item of an unknown type is stored.</summary>
public sealed class UnknownItemKeepsNeighbours(AcceptanceRun run) : CheckTest(run)
{
    private static readonly string[] UnknownTypes = ["feedback", "statsd", "no_such_item"];

    /// <inheritdoc/>
    protected override async Task<Observation> AskAsync(CheckContext context, CancellationToken ct)
    {
        ProjectHandle project = await context.Target.CreateProjectAsync("unknown-item", ct);
        using IngestClient ingest = new(context.Target.Pace);
        Dictionary<string, string> sent = [];
        foreach (string type in UnknownTypes)
        {
            string id = Guid.NewGuid().ToString("N");
            string payload = JsonSerializer.Serialize(new { event_id = id, message = $"behind an item of type {type}", platform = "node" });
            IngestAnswer answer = await ingest.EnvelopeAsync(project.Dsn, id, [$"{{\"type\":\"{type}\"}}", "{}", "{\"type\":\"event\"}", payload], ct);
            if (answer.Status >= 500)
            {
                return Observation.Unknown($"The target answered {answer.Status} to an item of type {type}: an error of its own.", "http");
            }

            // Refused with the item is not stored either: the neighbour did not survive.
            sent[id] = type;
        }

        IReadOnlyList<string> stored = await Sentinel.IdsAfterAsync(context.Target, project, ingest, sent.Keys, ct);
        return Evaluate(context.Check, sent, stored);
    }

    /// <summary>Sent and not stored is lost.</summary>
    /// <param name="check">The definition.</param>
    /// <param name="sent">Event id -> type of the item before it.</param>
    /// <param name="stored">Ids found.</param>
    internal static Observation Evaluate(CheckDefinition check, IReadOnlyDictionary<string, string> sent, IReadOnlyList<string> stored)
    {
        string[] lost = [.. sent.Where(entry => !stored.Contains(entry.Key)).Select(entry => $"event {entry.Key} behind an item of type {entry.Value}: not stored")];
        return Observation.Of(
            check, lost.Length, sent.Count, "api",
            lost.Length == 0 ? $"All {sent.Count} events behind unknown items were stored." : $"{lost.Length} of {sent.Count} events behind unknown items were lost.", lost);
    }
}
