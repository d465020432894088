using System.Text.Json.Nodes;
using Verification.Fixtures.Ingest;
using Verification.Fixtures.Targets;
using Verification.Readiness.Catalogues;
using Verification.Readiness.Evidence;

namespace Verification.Acceptance.Ingest;

/// <summary>An event with one malformed field is stored or refused, but not lost behind a 200.</summary>
public sealed class MalformedFieldKeepsEvent(AcceptanceRun run) : CheckTest(run)
{
    // The cases that were seen to lose the event on 5.2.
    private static readonly (string Field, string Value)[] Cases =
    [
        ("tags", "\"text\""), ("tags", "{\"nested\":{\"a\":1}}"), ("extra", "\"text\""), ("exception", "\"text\""), ("fingerprint", "\"text\""),
        ("contexts", "[]"), ("modules", "[]"),
    ];

    /// <inheritdoc/>
    protected override async Task<Observation> AskAsync(CheckContext context, CancellationToken ct)
    {
        ProjectHandle project = await context.Target.CreateProjectAsync("malformed", ct);
        using IngestClient ingest = new(context.Target.Pace);
        Dictionary<string, string> accepted = [];
        foreach ((string field, string value) in Cases)
        {
            string id = Guid.NewGuid().ToString("N");
            JsonObject payload = new() { ["event_id"] = id, ["message"] = $"malformed {field}", ["platform"] = "node", [field] = JsonNode.Parse(value) };
            IngestAnswer answer = await ingest.EventAsync(project.Dsn, id, payload, ct);
            if (answer.Status >= 500)
            {
                return Observation.Unknown($"The target answered {answer.Status} to {field} = {value}: an error of its own, neither stored nor refused.", "http");
            }

            if (answer.Accepted)
            {
                accepted[id] = $"{field} = {value}";
            }
        }

        IReadOnlyList<string> stored = await Sentinel.IdsAfterAsync(context.Target, project, ingest, accepted.Keys, ct);
        return Evaluate(context.Check, Cases.Length, accepted, stored);
    }

    /// <summary>Accepted and not stored is lost silently; a refusal is honest.</summary>
    /// <param name="check">The definition.</param>
    /// <param name="sent">How many malformed events were sent.</param>
    /// <param name="accepted">Event id -> its malformed field, of those answered with success.</param>
    /// <param name="stored">Ids found.</param>
    internal static Observation Evaluate(CheckDefinition check, int sent, IReadOnlyDictionary<string, string> accepted, IReadOnlyList<string> stored)
    {
        string[] lost = [.. accepted.Where(entry => !stored.Contains(entry.Key)).Select(entry => $"event with {entry.Value}: answered 200, not stored")];
        return Observation.Of(
            check, lost.Length, sent, "api",
            lost.Length == 0 ? $"None of {sent} events with a malformed field was lost silently." : $"{lost.Length} of {sent} events with a malformed field were lost behind a 200.", lost);
    }
}
