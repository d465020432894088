using System.Text.Json;

namespace Verification.SdkDriver;

/// <summary>JSON as the plain objects that an application hands to the SDK: dictionaries, lists, text, numbers.</summary>
internal static class Plain
{
    /// <summary>Whole numbers become long and others double: the SDK writes a decimal as text.</summary>
    public static object? Of(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.Object => Object(json),
        JsonValueKind.Array => json.EnumerateArray().Select(Of).ToList(),
        JsonValueKind.String => json.GetString(),
        JsonValueKind.Number => json.TryGetInt64(out long whole) ? whole : json.GetDouble(),
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        JsonValueKind.Null or JsonValueKind.Undefined => null,
        _ => throw new InvalidOperationException($"JSON of kind {json.ValueKind} has no plain form."),
    };

    /// <summary>The same of an object; an absent one is empty.</summary>
    public static Dictionary<string, object?> Object(JsonElement json) =>
        json.ValueKind == JsonValueKind.Object ? json.EnumerateObject().ToDictionary(entry => entry.Name, entry => Of(entry.Value), StringComparer.Ordinal) : [];

    /// <summary>A property; undefined when it is absent.</summary>
    public static JsonElement Find(this JsonElement json, string name) =>
        json.ValueKind == JsonValueKind.Object && json.TryGetProperty(name, out JsonElement found) ? found : default;

    /// <summary>Text of a property; null when it is absent.</summary>
    public static string? Text(this JsonElement json, string name) => json.Find(name) is { ValueKind: JsonValueKind.String } text ? text.GetString() : null;
}
