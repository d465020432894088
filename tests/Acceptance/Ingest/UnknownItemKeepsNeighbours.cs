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
        using IngestClient ingest = new();
        Dictionary<string, string> accepted = [];
        foreach (string type in UnknownTypes)
        {
            string id = Guid.NewGuid().ToString("N");
            string payload = JsonSerializer.Serialize(new { event_id = id, message = $"behind an item of type {type}", platform = "node" });
            IngestAnswer answer = await ingest.EnvelopeAsync(project.Dsn, id, [$"{{\"type\":\"{type}\"}}", "{}", "{\"type\":\"event\"}", payload], ct);
            if (answer.Accepted)
            {
                accepted[id] = type;
            }
        }

        IReadOnlyList<string> stored = await Sentinel.IdsAfterAsync(context.Target, project, ingest, accepted.Keys, ct);
        return Evaluate(context.Check, accepted, stored);
    }

    /// <summary>Accepted and not stored is lost.</summary>
    /// <param name="check">The definition.</param>
    /// <param name="accepted">Event id -> type of the item before it.</param>
    /// <param name="stored">Ids found.</param>
    internal static Observation Evaluate(CheckDefinition check, IReadOnlyDictionary<string, string> accepted, IReadOnlyList<string> stored)
    {
        string[] lost = [.. accepted.Where(entry => !stored.Contains(entry.Key)).Select(entry => $"event {entry.Key} behind an item of type {entry.Value}: accepted, not stored")];
        return Observation.Of(
            check, lost.Length, accepted.Count, "api",
            lost.Length == 0 ? $"All {accepted.Count} events behind unknown items were stored." : $"{lost.Length} of {accepted.Count} events behind unknown items were lost with 200.", lost);
    }
}
