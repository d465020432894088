using System.Text.Json;
using Verification.Fixtures.Ingest;
using Verification.Fixtures.Services;
using Verification.Readiness.Cutover;

namespace Verification.Acceptance.Cutover;

/// <summary>Turns what services wrote down, and what both endpoints have, into the facts that a ledger is made of.</summary>
internal static class FactsReader
{
    /// <summary>All of it.</summary>
    public static CutoverFacts Read(IReadOnlyList<ServiceFact> facts, RecordingEndpoint old, Dsn @new, IReadOnlyList<string> stored, IReadOnlyList<(string Step, DateTimeOffset At)> steps)
    {
        Dictionary<string, Side> sides = new() { [old.Dsn.Origin.Authority] = Side.Old, [@new.Origin.Authority] = Side.New };
        HashSet<string> stopped = [.. facts.Where(fact => fact.Kind == "stopped").Select(fact => fact.Start)];
        return new(
            [.. facts.Where(fact => fact.Kind == "started").Select(fact => Process(fact, sides, stopped.Contains(fact.Start)))],
            [.. facts.Where(fact => fact is { Kind: "raised", EventId: not null }).Select(fact => new RaisedEvent(fact.EventId!, fact.Start, fact.At))],
            [.. facts.SelectMany(fact => Ends(fact, sides))],
            [.. old.Events().Select(item => item.EventId)], stored, steps);
    }

    private static ServiceProcess Process(ServiceFact fact, Dictionary<string, Side> sides, bool orderly)
    {
        bool enabled = fact.Detail is JsonElement detail && detail.TryGetProperty("enabled", out JsonElement on) && on.ValueKind == JsonValueKind.True;
        HashSet<Side> to = [];
        Add(fact.Endpoint);
        if (fact.Detail is JsonElement more && more.TryGetProperty("parallel", out JsonElement parallel) && parallel.TryGetProperty("enabled", out JsonElement both) && both.ValueKind == JsonValueKind.True)
        {
            Add(parallel.GetProperty("endpoint").GetString());
        }

        return new(fact.Service, fact.Start, fact.At, to, enabled, orderly);

        void Add(string? endpoint)
        {
            if (enabled && endpoint is not null && sides.TryGetValue(endpoint, out Side side))
            {
                to.Add(side);
            }
        }
    }

    private static IEnumerable<SendingEnd> Ends(ServiceFact fact, Dictionary<string, Side> sides)
    {
        Side? side = fact.Endpoint is string endpoint && sides.TryGetValue(endpoint, out Side known) ? known : null;
        switch (fact.Kind)
        {
            case "answered" when fact.EventId is string id:
                yield return new(id, side, SendingKind.Answered, fact.Status, "");
                break;
            case "failed" when fact.EventId is string id:
                yield return new(id, side, SendingKind.Failed, null, fact.Reason ?? "");
                break;
            case "dropped" when fact.EventId is string id:
                yield return new(id, side, SendingKind.Dropped, null, fact.Reason ?? "");
                break;
            case "stopping" when fact.Detail is JsonElement detail && detail.TryGetProperty("pending", out JsonElement pending):
                foreach (JsonElement entry in pending.EnumerateArray())
                {
                    string? at = entry.TryGetProperty("endpoint", out JsonElement where) ? where.GetString() : null;
                    yield return new(entry.GetProperty("eventId").GetString()!, at is not null && sides.TryGetValue(at, out Side to) ? to : null, SendingKind.Pending, null, entry.TryGetProperty("left", out JsonElement left) && left.ValueKind == JsonValueKind.True ? "left and was not answered before its process stopped" : "not sent when its process stopped");
                }

                break;
            default:
                break;
        }
    }
}
