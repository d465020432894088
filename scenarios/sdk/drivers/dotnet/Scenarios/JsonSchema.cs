using System.Reflection;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Verification.SdkDriver.Scenarios;

/// <summary>The part of JSON Schema 2020-12 that our schemas use. A keyword outside it throws, so that a schema can't promise what nobody checks.</summary>
internal sealed class JsonSchema(JsonElement root)
{
    /// <summary>A schema that was built into the program.</summary>
    public static JsonSchema Embedded(string name)
    {
        using Stream file = Assembly.GetExecutingAssembly().GetManifestResourceStream(name)!;
        return new(JsonSerializer.Deserialize<JsonElement>(file));
    }

    /// <summary>Every way in which the value breaks the schema; none when it is valid.</summary>
    public IEnumerable<string> Problems(JsonElement value, string name) => Check(root, value, name);

    private IEnumerable<string> Check(JsonElement schema, JsonElement value, string at) =>
        schema.EnumerateObject().SelectMany(keyword => Check(keyword.Name, keyword.Value, schema, value, at));

    private IEnumerable<string> Check(string keyword, JsonElement rule, JsonElement schema, JsonElement value, string at) => keyword switch
    {
        "$schema" or "$id" or "$defs" or "title" or "description" or "then" => [],
        "$ref" => Check(Resolve(rule.GetString()!), value, at),
        "type" => When(Names(rule).Any(type => IsA(value, type)), $"{at} is not {string.Join(" or ", Names(rule))}"),
        "const" => When(JsonElement.DeepEquals(value, rule), $"{at} is not {rule.GetRawText()}"),
        "enum" => When(rule.EnumerateArray().Any(allowed => JsonElement.DeepEquals(value, allowed)), $"{at} is not one of {string.Join(", ", Names(rule))}"),
        "required" => Names(rule).SelectMany(name => When(!IsA(value, "object") || value.TryGetProperty(name, out _), $"{at} lacks {name}")),
        "properties" => Entries(value).Where(entry => rule.TryGetProperty(entry.Name, out _)).SelectMany(entry => Check(rule.GetProperty(entry.Name), entry.Value, $"{at}.{entry.Name}")),
        "additionalProperties" => Entries(value).Where(entry => !schema.Find("properties").Has(entry.Name))
            .SelectMany(entry => rule.ValueKind == JsonValueKind.False ? [$"{at} has an unknown {entry.Name}"] : Check(rule, entry.Value, $"{at}.{entry.Name}")),
        "allOf" => rule.EnumerateArray().SelectMany(part => Check(part, value, at)),
        "if" => Check(rule, value, at).Any() ? [] : Check(schema.GetProperty("then"), value, at),
        "items" => Items(value).SelectMany((item, index) => Check(rule, item, $"{at}[{index}]")),
        "minProperties" => When(!IsA(value, "object") || Entries(value).Count() >= rule.GetInt32(), $"{at} has fewer than {rule} entries"),
        "minItems" => When(!IsA(value, "array") || value.GetArrayLength() >= rule.GetInt32(), $"{at} has fewer than {rule} items"),
        "minLength" => When(!IsA(value, "string") || value.GetString()!.Length >= rule.GetInt32(), $"{at} is too short"),
        "pattern" => When(!IsA(value, "string") || Matches(value.GetString()!, rule.GetString()!), $"{at} does not have the expected form"),
        "minimum" => When(!IsA(value, "number") || value.GetDouble() >= rule.GetDouble(), $"{at} is below {rule}"),
        "maximum" => When(!IsA(value, "number") || value.GetDouble() <= rule.GetDouble(), $"{at} is above {rule}"),
        _ => throw new InvalidOperationException($"The schema keyword {keyword} is not supported here."),
    };

    private JsonElement Resolve(string reference) => reference.TrimStart('#', '/').Split('/').Aggregate(root, (node, key) => node.GetProperty(key));

    private static bool IsA(JsonElement value, string type) => type switch
    {
        "object" => value.ValueKind == JsonValueKind.Object,
        "array" => value.ValueKind == JsonValueKind.Array,
        "string" => value.ValueKind == JsonValueKind.String,
        "number" => value.ValueKind == JsonValueKind.Number,
        "integer" => value.ValueKind == JsonValueKind.Number && double.IsInteger(value.GetDouble()),
        "boolean" => value.ValueKind is JsonValueKind.True or JsonValueKind.False,
        "null" => value.ValueKind == JsonValueKind.Null,
        _ => throw new InvalidOperationException($"The schema type {type} is not supported here."),
    };

    // Here "$" would let a line end pass behind the text; in JSON Schema (ECMA-262) it does not.
    private static bool Matches(string text, string pattern) =>
        Regex.IsMatch(text, pattern.EndsWith('$') ? $@"{pattern[..^1]}\z" : pattern, RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1));

    private static IEnumerable<string> When(bool holds, string problem) => holds ? [] : [problem];

    private static IEnumerable<string> Names(JsonElement rule) => rule.ValueKind == JsonValueKind.Array ? rule.EnumerateArray().Select(name => $"{name}") : [$"{rule}"];

    private static IEnumerable<JsonProperty> Entries(JsonElement value) => IsA(value, "object") ? value.EnumerateObject() : [];

    private static IEnumerable<JsonElement> Items(JsonElement value) => IsA(value, "array") ? value.EnumerateArray() : [];
}

/// <summary>Whether an object, which may be absent, has a property.</summary>
file static class Properties
{
    internal static bool Has(this JsonElement json, string name) => json.ValueKind == JsonValueKind.Object && json.TryGetProperty(name, out _);
}
