using System.Text.Json;
using System.Text.Json.Nodes;

namespace Verification.ReferenceTarget.Events;

/// <summary>Turns an event as sent into the form in which GlitchTip queues it: known fields only, each in its one shape.</summary>
public static class EventSchema
{
    private static readonly string[] UserKeys = ["id", "username", "email", "ip_address", "data", "geo"];

    /// <summary>Normalises an event; throws <see cref="MalformedFieldException"/> where 5.2 loses it.</summary>
    public static JsonObject Normalise(JsonObject sent, DateTimeOffset now, bool malformedFieldLosesEvent)
    {
        var fields = new FieldReader(sent, malformedFieldLosesEvent);
        var normal = new JsonObject
        {
            ["timestamp"] = IngestTime.Stored(fields.Read("timestamp", (node, name) => (DateTimeOffset?)IngestTime.Parse(node, name)) ?? now),
            ["level"] = fields.Read("level", LevelText) ?? "error",
            ["platform"] = fields.Text("platform"),
            ["transaction"] = fields.Text("transaction") ?? fields.Text("culprit"),
            ["server_name"] = fields.Text("server_name"),
            ["release"] = fields.Text("release"),
            ["environment"] = fields.Text("environment"),
            ["message"] = fields.Read("message", (node, _) => MessageSchema.Message(node)),
            ["logentry"] = fields.Read("logentry", (node, _) => MessageSchema.LogEntry(node)),
            ["tags"] = fields.Read("tags", Tags),
            ["modules"] = fields.Read("modules", Modules),
            ["extra"] = fields.Read("extra", (node, name) => Map(node, name).DeepClone()),
            ["fingerprint"] = fields.Read("fingerprint", Fingerprint),
            ["exception"] = fields.Read("exception", ExceptionSchema.Normalise),
            ["breadcrumbs"] = fields.Read("breadcrumbs", BreadcrumbSchema.Normalise),
            ["sdk"] = fields.Read("sdk", Sdk),
            ["request"] = fields.Read("request", RequestSchema.Normalise),
            ["contexts"] = fields.Read("contexts", ContextSchema.Normalise),
            ["user"] = fields.Read("user", (node, _) => User(node)),
            ["debug_meta"] = fields.Read("debug_meta", DebugImages),
        };
        normal["errors"] = fields.Errors.Count > 0 ? fields.Errors : null;
        foreach (var empty in normal.Where(field => field.Value is null).Select(field => field.Key).ToList())
        {
            normal.Remove(empty);
        }

        return normal;
    }

    /// <summary>An object, or a malformed field.</summary>
    public static JsonObject Map(JsonNode node, string field) => node as JsonObject ?? throw new MalformedFieldException(field);

    /// <summary>A list, or a malformed field.</summary>
    public static JsonArray List(JsonNode node, string field) => node as JsonArray ?? throw new MalformedFieldException(field);

    private static string? LevelText(JsonNode node, string field) => Json.Text(node, field)?.ToLowerInvariant();

    private static JsonObject Tags(JsonNode node, string field)
    {
        var tags = new JsonObject();
        if (node is JsonArray pairs)
        {
            foreach (var pair in pairs.OfType<JsonArray>().Where(pair => pair.Count >= 2 && pair[0] is not null))
            {
                tags[Json.CoercedText(pair[0], field)!] = Json.CoercedText(pair[1], field);
            }

            return tags;
        }

        foreach (var (key, value) in Map(node, field))
        {
            tags[key] = Json.CoercedText(value, field);
        }

        return tags;
    }

    private static JsonObject Modules(JsonNode node, string field) => new(Map(node, field)
        .Select(module => KeyValuePair.Create(module.Key, (JsonNode?)Json.Text(module.Value, field))));

    private static JsonArray Fingerprint(JsonNode node, string field) =>
        new([.. List(node, field).Select(part => (JsonNode?)Json.Text(part, field))]);

    private static JsonObject Sdk(JsonNode node, string field)
    {
        var sent = Map(node, field);
        var sdk = Json.Only(sent, ["name", "version"]);
        if (sent["integrations"] is JsonArray integrations)
        {
            sdk["integrations"] = integrations.DeepClone();
        }

        var packages = sent["packages"] is JsonObject one ? [one] : (sent["packages"] as JsonArray)?.OfType<JsonObject>();
        if (packages is not null)
        {
            sdk["packages"] = new JsonArray([.. packages.Select(package => (JsonNode)Json.Only(package, ["name", "version"]))]);
        }

        return sdk;
    }

    // What source maps are found by; needed until the event is stored.
    private static JsonObject? DebugImages(JsonNode node, string field)
    {
        var images = (Map(node, field)["images"] as JsonArray ?? []).OfType<JsonObject>().Where(image => image["type"].AsString() == "sourcemap");
        return images.Select(image => (JsonNode)Json.Only(image, ["code_file", "debug_id"])).ToArray() is { Length: > 0 } maps
            ? new JsonObject { ["images"] = new JsonArray(maps) }
            : null;
    }

    // GlitchTip reads a user that is not an object as a user without any known attribute (recording 24, user_str).
    private static JsonObject User(JsonNode node)
    {
        var user = node is JsonObject sent ? Json.Only(sent, UserKeys) : [];
        foreach (var key in UserKeys)
        {
            if (user[key] is JsonValue value && value.GetValueKind() == JsonValueKind.Number)
            {
                user[key] = value.ToJsonString();
            }
        }

        return user;
    }
}
