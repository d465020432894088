using System.Text.Json.Nodes;

namespace Verification.ReferenceTarget.Events;

/// <summary>Breadcrumbs as stored: the defaults (type default, level info) are left out.</summary>
public static class BreadcrumbSchema
{
    private static readonly string[] Levels = ["fatal", "error", "warning", "info", "debug"];

    /// <summary>Reads a list, or an object with <c>values</c>.</summary>
    public static JsonObject Normalise(JsonNode node, string field)
    {
        var values = node as JsonArray ?? EventSchema.List(EventSchema.Map(node, field)["values"] ?? field, field);
        return new JsonObject { ["values"] = new JsonArray([.. values.Select(value => (JsonNode)One(value, field))]) };
    }

    private static JsonObject One(JsonNode? node, string field)
    {
        var sent = EventSchema.Map(node ?? field, field);
        var crumb = new JsonObject();
        Set(crumb, "type", Json.Text(sent["type"], field), "default");
        Set(crumb, "category", Json.Text(sent["category"], field), null);
        Set(crumb, "message", Json.Text(sent["message"], field), null);
        var level = sent["level"].AsString();
        Set(crumb, "level", Levels.Contains(level) ? level : null, "info");
        if (sent["data"] is { } data)
        {
            crumb["data"] = EventSchema.Map(data, field).DeepClone();
        }

        if (sent["timestamp"] is { } timestamp)
        {
            crumb["timestamp"] = IngestTime.Stored(IngestTime.Parse(timestamp, field));
        }

        return crumb;
    }

    private static void Set(JsonObject crumb, string key, string? value, string? standard)
    {
        if (value is not null && value != standard)
        {
            crumb[key] = value;
        }
    }
}
