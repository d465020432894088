using System.Text.Json.Nodes;

namespace Verification.ReferenceTarget.Events;

/// <summary>The HTTP request of an event: headers and query become sorted lists of pairs (recording 17).</summary>
public static class RequestSchema
{
    private static readonly string[] Keys =
        ["api_target", "body_size", "cookies", "data", "env", "fragment", "method", "protocol", "url"];

    /// <summary>Reads the request interface.</summary>
    public static JsonObject Normalise(JsonNode node, string field)
    {
        var sent = EventSchema.Map(node, field);
        var request = Json.Only(sent, Keys);
        Add(request, "headers", Pairs(sent["headers"], field));
        Add(request, "query_string", Pairs(sent["query_string"], field));
        return request;
    }

    private static void Add(JsonObject request, string key, IEnumerable<(string Name, string? Value)>? pairs)
    {
        if (pairs is null)
        {
            return;
        }

        // Only an empty Cookie header is removed; real cookies are stored as sent, and so is Authorization.
        request[key] = new JsonArray([.. pairs
            .Where(pair => pair is not ("Cookie", ""))
            .OrderBy(pair => pair.Name, StringComparer.Ordinal).ThenBy(pair => pair.Value, StringComparer.Ordinal)
            .Select(pair => (JsonNode)new JsonArray(pair.Name, pair.Value))]);
    }

    private static IEnumerable<(string Name, string? Value)>? Pairs(JsonNode? node, string field) => node switch
    {
        JsonObject map => map.Select(entry => (entry.Key, Value(entry.Value, field))),
        JsonArray list => list.OfType<JsonArray>().Where(pair => pair.Count >= 2)
            .Select(pair => (Json.CoercedText(pair[0], field) ?? "", Json.CoercedText(pair[1], field))),
        not null when node.AsString() is { Length: > 0 } raw => Query(raw),
        _ => null,
    };

    private static string? Value(JsonNode? node, string field) =>
        Json.CoercedText(node is JsonArray { Count: > 0 } many ? many[0] : node, field);

    private static IEnumerable<(string Name, string? Value)> Query(string raw) => raw.Split('&')
        .Select(part => part.Split('=', 2))
        .Where(pair => pair is [_, { Length: > 0 }])
        .Select(pair => (Decode(pair[0]), (string?)Decode(pair[1])));

    private static string Decode(string text) => Uri.UnescapeDataString(text.Replace('+', ' '));
}
