using System.Text.Json;
using System.Text.Json.Nodes;

namespace Verification.ReferenceTarget.Events;

/// <summary>Exceptions with mechanism and stack trace; a part that is malformed is left out, the exception stays.</summary>
public static class ExceptionSchema
{
    private static readonly string[] MechanismKeys =
        ["type", "description", "help_link", "handled", "synthetic", "is_exception_group", "parent_id", "source", "meta", "data"];

    private static readonly string[] TextKeys =
    [
        "filename", "function", "raw_function", "function_id", "symbol", "module", "abs_path", "context_line", "source_link",
        "instruction_addr", "addr_mode", "symbol_addr", "image_addr", "package", "platform",
    ];

    private static readonly string[] UrlSchemes = ["file:", "http:", "https:", "applewebdata:"];

    /// <summary>Reads a list, or an object with <c>values</c>.</summary>
    public static JsonObject Normalise(JsonNode node, string field)
    {
        var values = node as JsonArray ?? EventSchema.List(EventSchema.Map(node, field)["values"] ?? field, field);
        return new JsonObject
        {
            ["values"] = new JsonArray([.. values.OfType<JsonObject>().Select(value => One(value, field)).OfType<JsonNode>()]),
        };
    }

    private static JsonObject? One(JsonObject sent, string field)
    {
        var exception = new JsonObject
        {
            ["type"] = Json.Text(sent["type"], field),
            ["value"] = sent["value"] is JsonObject or JsonArray ? null : Json.CoercedText(sent["value"], field),
            ["module"] = Json.Text(sent["module"], field),
            ["thread_id"] = Json.Text(sent["thread_id"], field),
            ["mechanism"] = sent["mechanism"] is JsonObject mechanism && mechanism["type"] is not null
                ? Json.Only(mechanism, MechanismKeys)
                : null,
            ["stacktrace"] = StackTrace(sent["stacktrace"]),
        };
        return exception["type"] is null && exception["value"] is null
            ? null
            : Json.Only(exception, [.. exception.Select(entry => entry.Key)]);
    }

    private static JsonObject? StackTrace(JsonNode? node)
    {
        if (node?.GetValueKind() != JsonValueKind.Object || node["frames"] is not JsonArray frames)
        {
            return null;
        }

        try
        {
            return new JsonObject { ["frames"] = new JsonArray([.. frames.Select(frame => (JsonNode)Frame(frame))]) };
        }
        catch (MalformedFieldException)
        {
            // As in GlitchTip: one malformed frame nulls the whole stack trace of its exception.
            return null;
        }
    }

    private static JsonObject Frame(JsonNode? node)
    {
        var sent = EventSchema.Map(node ?? "", "frames");
        var frame = new JsonObject();
        foreach (var key in TextKeys.Where(key => sent[key] is not null))
        {
            frame[key] = Json.Text(sent[key], key);
        }

        CopyTyped(sent, frame, ["lineno", "colno"], JsonValueKind.Number, JsonValueKind.Number);
        CopyTyped(sent, frame, ["in_app", "stack_start"], JsonValueKind.True, JsonValueKind.False);
        CopyTyped(sent, frame, ["lock"], JsonValueKind.Object, JsonValueKind.Object);
        CopyLines(sent, frame, "pre_context");
        CopyLines(sent, frame, "post_context");
        CopyVariables(sent, frame);
        SplitUrl(frame);
        return frame;
    }

    private static void CopyTyped(JsonObject sent, JsonObject frame, string[] keys, params JsonValueKind[] kinds)
    {
        foreach (var key in keys.Where(key => sent[key] is not null))
        {
            frame[key] = kinds.Contains(sent[key]!.GetValueKind()) ? sent[key]!.DeepClone() : throw new MalformedFieldException(key);
        }
    }

    private static void CopyLines(JsonObject sent, JsonObject frame, string key)
    {
        if (sent[key] is { } lines && EventSchema.List(lines, key) is { Count: > 0 } list)
        {
            frame[key] = new JsonArray([.. list.Select(line => (JsonNode)(Json.Text(line, key) ?? ""))]);
        }
    }

    // A variable that is directly null or a boolean makes GlitchTip give up on the whole stack trace.
    private static void CopyVariables(JsonObject sent, JsonObject frame)
    {
        if (sent["vars"] is { } variables)
        {
            frame["vars"] = new JsonObject(EventSchema.Map(variables, "vars").Select(variable => KeyValuePair.Create(
                variable.Key,
                variable.Value is JsonObject or JsonArray
                    ? variable.Value.DeepClone()
                    : Json.Text(variable.Value ?? throw new MalformedFieldException("vars"), "vars"))));
        }
    }

    private static void SplitUrl(JsonObject frame)
    {
        if (frame["filename"].AsString() is not { Length: > 0 } file)
        {
            return;
        }

        frame["abs_path"] ??= file;
        if (UrlSchemes.Any(scheme => file.StartsWith(scheme, StringComparison.Ordinal))
            && Uri.TryCreate(file, UriKind.Absolute, out var url))
        {
            frame["filename"] = url.AbsolutePath;
        }
    }
}
