using System.Text.Json.Nodes;
using Verification.ReferenceTarget.Events;

namespace Verification.ReferenceTarget.Api;

/// <summary>The entries of an event: exception, breadcrumbs, message, request, as far as it has them.</summary>
public static class EntryView
{
    private static readonly (string Stored, string Shown)[] RenamedFrameKeys =
        [("in_app", "inApp"), ("abs_path", "absPath"), ("colno", "colNo"), ("lineno", "lineNo")];

    private static readonly (string Stored, string Shown)[] RequestKeys =
    [
        ("api_target", "apiTarget"), ("body_size", "bodySize"), ("cookies", "cookies"), ("data", "data"), ("env", "env"),
        ("fragment", "fragment"), ("method", "method"), ("protocol", "protocol"), ("url", "url"), ("headers", "headers"), ("query_string", "query"),
    ];

    /// <summary>All entries of the stored data.</summary>
    public static JsonArray Of(JsonObject data)
    {
        var entries = new JsonArray();
        Add(entries, "exception", data["exception"]?["values"] is JsonArray { Count: > 0 } values ? Exception(values) : null);
        Add(entries, "breadcrumbs", data["breadcrumbs"]?["values"] is JsonArray crumbs
            ? new JsonObject { ["values"] = new JsonArray([.. crumbs.OfType<JsonObject>().Select(crumb => (JsonNode)Breadcrumb(crumb))]) }
            : null);
        Add(entries, "message", Message(data));
        Add(entries, "request", data["request"] is JsonObject { Count: > 0 } request ? Request(request) : null);
        return entries;
    }

    private static void Add(JsonArray entries, string type, JsonNode? data)
    {
        if (data is not null)
        {
            entries.Add(new JsonObject { ["type"] = type, ["data"] = data });
        }
    }

    private static JsonNode? Message(JsonObject data) =>
        data["logentry"]?.DeepClone()
        ?? (data["message"].AsString() is { Length: > 0 } message ? new JsonObject { ["formatted"] = message } : null);

    private static JsonObject Exception(JsonArray values)
    {
        var shown = (JsonArray)values.DeepClone();
        var frames = shown.Select(value => value?["stacktrace"]?["frames"]).OfType<JsonArray>()
            .SelectMany(list => list.OfType<JsonObject>()).ToList();
        var anyInApp = frames.Exists(frame => frame["in_app"].IsTrue());
        frames.ForEach(ShowFrame);
        return new JsonObject { ["values"] = shown, ["hasSystemFrames"] = anyInApp };
    }

    private static void ShowFrame(JsonObject frame)
    {
        foreach (var (stored, shown) in RenamedFrameKeys)
        {
            if (frame[stored] is { } value)
            {
                frame.Remove(stored);
                frame[shown] = value;
            }
        }

        if (frame["lineNo"] is { } line)
        {
            frame["context"] = SourceLines(frame, line.GetValue<long>());
            frame.Remove("pre_context");
            frame.Remove("post_context");
        }
    }

    private static JsonArray SourceLines(JsonObject frame, long line)
    {
        var before = frame["pre_context"] as JsonArray ?? [];
        var lines = before.Select((text, at) => (line - before.Count + at, text)).ToList();
        if (frame["context_line"] is { } here)
        {
            lines.Add((line, here));
        }

        lines.AddRange((frame["post_context"] as JsonArray ?? []).Select((text, at) => (line + 1 + at, text)));
        return new JsonArray([.. lines.Select(entry => (JsonNode)new JsonArray(entry.Item1, entry.text?.DeepClone()))]);
    }

    private static JsonObject Breadcrumb(JsonObject crumb) => new()
    {
        ["type"] = crumb["type"]?.DeepClone() ?? "default",
        ["category"] = crumb["category"]?.DeepClone(),
        ["message"] = crumb["message"]?.DeepClone(),
        ["data"] = crumb["data"]?.DeepClone(),
        ["level"] = crumb["level"]?.DeepClone() ?? "info",
        ["timestamp"] = crumb["timestamp"] is { } time ? Json.ApiTime(IngestTime.Parse(time, "timestamp")) : null,
        ["event_id"] = null,
    };

    private static JsonObject Request(JsonObject request)
    {
        var shown = new JsonObject();
        foreach (var (stored, name) in RequestKeys)
        {
            shown[name] = request[stored]?.DeepClone();
        }

        shown["inferredContentType"] = (request["headers"] as JsonArray)?.OfType<JsonArray>()
            .FirstOrDefault(pair => pair[0].AsString() == "Content-Type")?[1]?.DeepClone();
        return shown;
    }
}
