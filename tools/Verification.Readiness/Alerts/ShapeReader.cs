using System.Globalization;
using System.Text.Json;

namespace Verification.Readiness.Alerts;

/// <summary>Reads parts of a body of which consumers insist on the type.</summary>
internal static class ShapeReader
{
    /// <summary>A text that has to be there.</summary>
    public static string Text(this JsonElement element, string name) => element.OptionalText(name) ?? throw new AlertShapeException($"\"{name}\" is missing");

    /// <summary>A text, or null, or nothing.</summary>
    public static string? OptionalText(this JsonElement element, string name) => element.Part(name) switch
    {
        null => null,
        { ValueKind: JsonValueKind.String } text => text.GetString(),
        JsonElement other => throw new AlertShapeException($"\"{name}\" is {Kind(other)} and no text"),
    };

    /// <summary>A list that has to be there.</summary>
    public static IReadOnlyList<JsonElement> List(this JsonElement element, string name) =>
        element.OptionalList(name) ?? throw new AlertShapeException($"\"{name}\" is missing");

    /// <summary>A list, or null, or nothing.</summary>
    public static IReadOnlyList<JsonElement>? OptionalList(this JsonElement element, string name) => element.Part(name) switch
    {
        null => null,
        { ValueKind: JsonValueKind.Array } list => [.. list.EnumerateArray()],
        JsonElement other => throw new AlertShapeException($"\"{name}\" is {Kind(other)} and no list"),
    };

    /// <summary>An object that has to be there.</summary>
    public static JsonElement Map(this JsonElement element, string name) => element.Part(name) is { ValueKind: JsonValueKind.Object } map
        ? map
        : throw new AlertShapeException($"\"{name}\" is no object");

    /// <summary>An address that can be opened, or nothing.</summary>
    public static Uri? Address(this JsonElement element, string name) => element.OptionalText(name) is string text ? ToAddress(text, name) : null;

    /// <summary>An address that can be opened.</summary>
    public static Uri ToAddress(string text, string name) => Uri.TryCreate(text, UriKind.Absolute, out Uri? link) && link.Scheme is "http" or "https"
        ? link
        : throw new AlertShapeException($"\"{name}\" is no address that can be opened");

    /// <summary>True or false, or nothing.</summary>
    public static void RequireFlag(this JsonElement element, string name)
    {
        if (element.Part(name) is JsonElement flag && flag.ValueKind is not (JsonValueKind.True or JsonValueKind.False))
        {
            throw new AlertShapeException($"\"{name}\" is {Kind(flag)} and no flag");
        }
    }

    /// <summary>A colour like #e52b50; null for none.</summary>
    public static int? Colour(string? text, string name) => text switch
    {
        null => null,
        ['#', .. { Length: 6 } digits] when int.TryParse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out int colour) => colour,
        _ => throw new AlertShapeException($"\"{name}\" is no colour"),
    };

    /// <summary>A part that has a value.</summary>
    public static JsonElement? Part(this JsonElement element, string name) => element.ValueKind != JsonValueKind.Object
        ? throw new AlertShapeException($"there is {Kind(element)} where an object with \"{name}\" should be")
        : element.TryGetProperty(name, out JsonElement part) && part.ValueKind != JsonValueKind.Null ? part : null;

    private static string Kind(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => "an object",
        JsonValueKind.Array => "a list",
        JsonValueKind.String => "a text",
        JsonValueKind.Number => "a number",
        JsonValueKind.True or JsonValueKind.False => "a flag",
        _ => "null",
    };
}
