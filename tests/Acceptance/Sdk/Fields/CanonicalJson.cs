using System.Globalization;
using System.Text.Json;

namespace Verification.Acceptance.Sdk.Fields;

/// <summary>JSON reduced to leaves that compare by meaning: key order and the spelling of numbers don't count, everything else does.</summary>
public static class CanonicalJson
{
    /// <summary>Adds every leaf below an element as path -> text.</summary>
    /// <param name="leaves">Where to.</param>
    /// <param name="path">Path of the element.</param>
    /// <param name="element">Undefined elements add nothing.</param>
    public static void AddLeaves(IDictionary<string, string> leaves, string path, JsonElement element)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Undefined:
                break;
            case JsonValueKind.Object when element.EnumerateObject().Any():
                foreach (JsonProperty property in element.EnumerateObject())
                {
                    AddLeaves(leaves, $"{path}{Step(property.Name)}", property.Value);
                }

                break;
            case JsonValueKind.Array when element.GetArrayLength() > 0:
                leaves[$"{path}.length"] = element.GetArrayLength().ToString(CultureInfo.InvariantCulture);
                int index = 0;
                foreach (JsonElement item in element.EnumerateArray())
                {
                    AddLeaves(leaves, $"{path}[{index++}]", item);
                }

                break;
            default:
                leaves[path] = Leaf(element);
                break;
        }
    }

    /// <summary>One value as text; the kind is part of it, so that 7 and "7" differ.</summary>
    public static string Leaf(JsonElement element) => element.ValueKind switch
    {
        // PostgreSQL can't hold NUL in jsonb; the product takes it out, and that is documented.
        JsonValueKind.String => $"\"{element.GetString()!.Replace("\0", "")}\"",
        JsonValueKind.Number => Number(element),
        JsonValueKind.True => "true",
        JsonValueKind.False => "false",
        JsonValueKind.Null or JsonValueKind.Undefined => "null",
        JsonValueKind.Object => "{}",
        JsonValueKind.Array => "[]",
        _ => throw new InvalidOperationException($"JSON of kind {element.ValueKind} has no leaf."),
    };

    // A key that holds a dot is quoted: {"a.b": 1} and {"a": {"b": 1}} are different data.
    private static string Step(string key) => key.AsSpan().ContainsAny(".[]\"") ? $"[{JsonSerializer.Serialize(key)}]" : $".{key}";

    // 12.50 and 12.5 are one number; decimals keep all digits of large whole numbers.
    private static string Number(JsonElement element) => element.TryGetDecimal(out decimal value)
        ? (value / 1.000000000000000000000000000000000m).ToString(CultureInfo.InvariantCulture)
        : element.GetDouble().ToString("R", CultureInfo.InvariantCulture);
}
