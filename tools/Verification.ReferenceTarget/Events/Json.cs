using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Verification.ReferenceTarget.Events;

/// <summary>Small helpers for JSON as SDKs send it: lenient about scalars, strict about structure.</summary>
public static class Json
{
    /// <summary>The text of a string or a number; null stays null; anything else is malformed.</summary>
    public static string? Text(JsonNode? node, string field) => node switch
    {
        null => null,
        JsonValue when node.GetValueKind() is JsonValueKind.String => node.GetValue<string>(),
        JsonValue when node.GetValueKind() is JsonValueKind.Number => node.ToJsonString(),
        _ => throw new MalformedFieldException(field),
    };

    /// <summary>Like <see cref="Text"/>, but booleans and lists become what Python prints.</summary>
    public static string? CoercedText(JsonNode? node, string field) => node?.GetValueKind() switch
    {
        JsonValueKind.True => "True",
        JsonValueKind.False => "False",
        JsonValueKind.Array => node.ToJsonString(),
        _ => Text(node, field),
    };

    /// <summary>The string value, or null when the node is something else.</summary>
    public static string? AsString(this JsonNode? node) =>
        node is JsonValue && node.GetValueKind() == JsonValueKind.String ? node.GetValue<string>() : null;

    /// <summary>Whether the node is the literal true.</summary>
    public static bool IsTrue(this JsonNode? node) => node?.GetValueKind() == JsonValueKind.True;

    /// <summary>
    /// Parses hostile JSON into nodes that can be worked with and stored: of equal keys the last counts, NUL characters, which
    /// PostgreSQL can't keep, are removed, and half a surrogate pair makes it no JSON at all.
    /// </summary>
    public static (bool Ok, JsonNode? Node) TryParse(ReadOnlyMemory<byte> utf8)
    {
        try
        {
            return (true, Build(JsonElement.Parse(utf8.Span, new JsonDocumentOptions { MaxDepth = 512 })));
        }
        catch (Exception failure) when (failure is JsonException or InvalidOperationException)
        {
            // Not JSON is an answer here, not a failure: the caller decides what a sender is told.
            return (false, null);
        }
    }

    /// <summary>A copy holding only the named keys that have a value.</summary>
    public static JsonObject Only(JsonObject source, IReadOnlyCollection<string> keys)
    {
        var copy = new JsonObject();
        foreach (var (key, value) in source)
        {
            if (value is not null && keys.Contains(key))
            {
                copy[key] = value.DeepClone();
            }
        }

        return copy;
    }

    /// <summary>A point in time as GlitchTip's API prints it: UTC, cut to milliseconds, no fraction when there is none.</summary>
    public static string ApiTime(DateTimeOffset time)
    {
        var utc = time.UtcDateTime;
        var hasFraction = utc.Ticks % TimeSpan.TicksPerSecond != 0;
        return utc.ToString(hasFraction ? "yyyy-MM-dd'T'HH:mm:ss.fff'Z'" : "yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
    }

    private static JsonNode? Build(JsonElement element)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                var map = new JsonObject();
                foreach (var property in element.EnumerateObject())
                {
                    map[WithoutNul(property.Name)] = Build(property.Value);
                }

                return map;
            case JsonValueKind.Array:
                return new JsonArray([.. element.EnumerateArray().Select(Build)]);
            case JsonValueKind.String:
                return JsonValue.Create(WithoutNul(element.GetString()!));
            case JsonValueKind.Null:
                return null;
            default:
                return JsonValue.Create(element);
        }
    }

    private static string WithoutNul(string text) => text.Replace("\0", "", StringComparison.Ordinal);
}
