using System.Text;
using System.Text.Json.Nodes;

namespace Verification.ReferenceTarget.Events;

/// <summary>The two forms of a message: plain text, or a template with parameters.</summary>
public static class MessageSchema
{
    private const int LongestFormatted = 8192;

    /// <summary>The <c>message</c> field: text stays text, an object becomes a log entry, anything else an empty one.</summary>
    public static JsonNode Message(JsonNode node) => node.AsString() is { } text ? JsonValue.Create(text) : LogEntry(node);

    /// <summary>The <c>logentry</c> field, with its text formatted.</summary>
    public static JsonObject LogEntry(JsonNode node)
    {
        var sent = node as JsonObject ?? [];
        var entry = new JsonObject { ["formatted"] = Cut(sent["formatted"].AsString() ?? "") };
        if (sent["message"].AsString() is { } template)
        {
            entry["message"] = template;
        }

        if (sent["params"] is JsonArray or JsonObject)
        {
            entry["params"] = sent["params"]!.DeepClone();
        }

        if (entry["formatted"].AsString() == "" && sent["message"].AsString() is { } unformatted)
        {
            entry["formatted"] = Cut(Format(unformatted, entry["params"]) ?? "");
        }

        return entry;
    }

    /// <summary>The whole text of a message in either form.</summary>
    public static string TextOf(JsonNode message) =>
        message.AsString()
        ?? (message["formatted"].AsString() is { Length: > 0 } formatted ? formatted : message["message"].AsString() ?? "");

    private static string Cut(string text) => text.Length > LongestFormatted ? text[..LongestFormatted] : text;

    private static string? Format(string template, JsonNode? parameters) => parameters switch
    {
        JsonArray { Count: > 0 } list => Percent(template, [.. list.Select(item => Json.CoercedText(item, "params") ?? "None")]),
        JsonObject map => map.Aggregate(template, (text, entry) =>
            text.Replace($"{{{entry.Key}}}", Json.CoercedText(entry.Value, "params"), StringComparison.Ordinal)),
        _ => null,
    };

    // Python's % operator for the conversions loggers use; too few or too many parameters leave the text unformatted.
    private static string? Percent(string template, string[] parameters)
    {
        var text = new StringBuilder();
        var next = 0;
        for (var at = 0; at < template.Length; at++)
        {
            if (template[at] != '%' || at + 1 == template.Length)
            {
                text.Append(template[at]);
            }
            else if (template[++at] == '%')
            {
                text.Append('%');
            }
            else if (next < parameters.Length)
            {
                text.Append(parameters[next++]);
            }
            else
            {
                return null;
            }
        }

        return next == parameters.Length ? text.ToString() : null;
    }
}
