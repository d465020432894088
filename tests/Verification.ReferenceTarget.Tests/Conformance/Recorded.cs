using System.Text.Json;

namespace Verification.ReferenceTarget.Tests.Conformance;

/// <summary>Compares an answer with the recorded one: same status, content type, keys and values, but for what no two installations share.</summary>
public static class Recorded
{
    private static readonly HashSet<string> KindOnly = new(StringComparer.Ordinal)
    {
        "id", "eventID", "event_id", "projectID", "project_id", "groupID", "group_id", "project.id", "$.project", "dateReceived", "date_received",
        "firstSeen", "lastSeen", "count", "totalValues", "shortId", "permalink", "matchingEventId", "project.slug", "project.name",
    };

    // Neighbours depend on what else the project holds.
    private static readonly HashSet<string> Anything = new(StringComparer.Ordinal) { "previousEventID", "nextEventID" };

    /// <summary>Checks status, content type and body of an answer.</summary>
    public static void Check(Reply reply, JsonNode recorded, params string[] kindOnly)
    {
        reply.Status.Should().Be(recorded["status"]!.GetValue<int>(), reply.Text);
        reply.ContentType.Should().Be(recorded["contentType"]?.GetValue<string>());
        if (reply.ContentType == "text/plain")
        {
            reply.Text.Should().Be(recorded["body"]!.GetValue<string>());
        }
        else if (recorded["body"] is { } body)
        {
            Differences(body, reply.Json, kindOnly).Should().BeEmpty();
        }
    }

    /// <summary>Paths at which the answer differs from the recording, and how.</summary>
    public static IReadOnlyList<string> Differences(JsonNode? recorded, JsonNode? actual, params string[] kindOnly)
    {
        var found = new List<string>();
        Compare(found, "$", "$", recorded, actual, [.. KindOnly, .. kindOnly]);
        return found;
    }

    private static void Compare(List<string> found, string path, string name, JsonNode? recorded, JsonNode? actual, HashSet<string> kindOnly)
    {
        var last = name[(name.LastIndexOf('.') + 1)..];
        if (Anything.Contains(last))
        {
            return;
        }

        if (recorded is JsonObject && recorded["kept"] is JsonValue)
        {
            Note(found, actual is not null, path, "something", actual);
        }
        else if (kindOnly.Contains(last) || kindOnly.Contains(name))
        {
            Note(found, Kind(recorded) == Kind(actual), path, Kind(recorded), actual);
        }
        else if (recorded is JsonObject map)
        {
            CompareMaps(found, path, last, map, actual, kindOnly);
        }
        else if (recorded is JsonArray list && actual is JsonArray other && list.Count == other.Count)
        {
            for (var at = 0; at < list.Count; at++)
            {
                Compare(found, $"{path}[{at}]", name, list[at], other[at], kindOnly);
            }
        }
        else
        {
            Note(found, JsonNode.DeepEquals(recorded, actual), path, recorded?.ToJsonString() ?? "null", actual);
        }
    }

    private static void CompareMaps(List<string> found, string path, string parent, JsonObject map, JsonNode? actual, HashSet<string> kindOnly)
    {
        if (actual is not JsonObject other)
        {
            Note(found, false, path, "an object", actual);
            return;
        }

        found.AddRange(map.Select(entry => entry.Key).Except(other.Select(entry => entry.Key)).Select(key => $"{path}.{key} is missing"));
        found.AddRange(other.Select(entry => entry.Key).Except(map.Select(entry => entry.Key)).Select(key => $"{path}.{key} is too much"));
        foreach (var (key, value) in map.Where(entry => other.ContainsKey(entry.Key)))
        {
            Compare(found, $"{path}.{key}", $"{parent}.{key}", value, other[key], kindOnly);
        }
    }

    private static void Note(List<string> found, bool same, string path, object expected, JsonNode? actual)
    {
        if (!same)
        {
            found.Add($"{path} is {actual?.ToJsonString() ?? "null"}, recorded {expected}");
        }
    }

    private static JsonValueKind Kind(JsonNode? node) => node?.GetValueKind() switch
    {
        null => JsonValueKind.Null,
        JsonValueKind.True or JsonValueKind.False => JsonValueKind.True,
        { } kind => kind,
    };
}
