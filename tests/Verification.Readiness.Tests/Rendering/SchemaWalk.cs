using System.Text.Json.Nodes;

namespace Verification.Readiness.Tests.Rendering;

/// <summary>Holds a document against a JSON Schema, as far as verdict.schema.json uses the language.</summary>
internal sealed class SchemaWalk(JsonObject schema)
{
    private static readonly HashSet<string> Understood =
        ["$ref", "type", "description", "enum", "const", "properties", "required", "additionalProperties", "items", "anyOf", "minimum", "maximum", "format", "$schema", "$id", "title", "$defs"];

    /// <summary>Definitions that the walk came through.</summary>
    public HashSet<string> Visited { get; } = [];

    /// <summary>Everything in which the document is not what the schema says; empty when it is.</summary>
    public IReadOnlyList<string> Differences(JsonNode? document) => [.. Walk(schema, document, "$")];

    private IEnumerable<string> Walk(JsonObject rule, JsonNode? node, string path)
    {
        foreach (string keyword in rule.Select(member => member.Key).Where(keyword => !Understood.Contains(keyword)))
        {
            yield return $"{path}: this walk does not know the keyword {keyword}";
        }

        IEnumerable<string> inner = rule switch
        {
            _ when rule["$ref"] is JsonNode reference => Walk(Definition(reference.GetValue<string>()), node, path),
            _ when rule["anyOf"] is JsonArray options => options.Any(option => !Walk(option!.AsObject(), node, path).Any())
                ? Walk(options.Select(option => option!.AsObject()).First(option => !Walk(option, node, path).Any()), node, path)
                : options.SelectMany(option => Walk(option!.AsObject(), node, path)),
            _ => Value(rule, node, path).Concat(node is JsonObject members ? Object(rule, members, path) : []).Concat(node is JsonArray items ? Array(rule, items, path) : []),
        };
        foreach (string difference in inner)
        {
            yield return difference;
        }
    }

    private static IEnumerable<string> Value(JsonObject rule, JsonNode? node, string path)
    {
        string[] types = rule["type"] is JsonArray several ? [.. several.Select(type => type!.GetValue<string>())] : [rule["type"]!.GetValue<string>()];
        if (!types.Contains(Type(node)) && !(Type(node) == "integer" && types.Contains("number")))
        {
            yield return $"{path} is {Type(node)}, not {string.Join(" or ", types)}";
        }

        if (rule["enum"] is JsonArray words && !words.Any(word => JsonNode.DeepEquals(word, node)))
        {
            yield return $"{path} is {node}, which is not one of {words.ToJsonString()}";
        }

        if (rule["const"] is JsonNode constant && !JsonNode.DeepEquals(constant, node))
        {
            yield return $"{path} is {node}, not {constant}";
        }

        if (Type(node) is "number" or "integer" && (Figure(node) < Figure(rule["minimum"]) || Figure(node) > Figure(rule["maximum"])))
        {
            yield return $"{path} is {node}, outside of its bounds";
        }
    }

    private IEnumerable<string> Object(JsonObject rule, JsonObject members, string path)
    {
        JsonObject properties = rule["properties"]?.AsObject() ?? [];
        IEnumerable<string> missing = rule["required"] is JsonArray required ? required.Select(name => name!.GetValue<string>()).Where(name => !members.ContainsKey(name)) : [];
        IEnumerable<string> unknown = members.Select(member => member.Key).Where(name => !properties.ContainsKey(name));
        return
        [
            .. missing.Select(name => $"{path}.{name} is missing"),
            .. unknown.Where(_ => rule["additionalProperties"] is JsonValue { } closed && !closed.GetValue<bool>()).Select(name => $"{path}.{name} is not in the schema"),
            .. rule["additionalProperties"] is JsonObject others ? members.SelectMany(member => Walk(others, member.Value, $"{path}.{member.Key}")) : [],
            .. members.Where(member => properties.ContainsKey(member.Key)).SelectMany(member => Walk(properties[member.Key]!.AsObject(), member.Value, $"{path}.{member.Key}")),
        ];
    }

    private IEnumerable<string> Array(JsonObject rule, JsonArray items, string path) =>
        items.SelectMany((item, index) => Walk(rule["items"]!.AsObject(), item, $"{path}[{index}]"));

    private JsonObject Definition(string reference)
    {
        string name = reference["#/$defs/".Length..];
        Visited.Add(name);
        return schema["$defs"]![name]!.AsObject();
    }

    private static double? Figure(JsonNode? node) => node?.GetValue<double>();

    private static string Type(JsonNode? node) => node?.GetValueKind() switch
    {
        null => "null",
        System.Text.Json.JsonValueKind.Object => "object",
        System.Text.Json.JsonValueKind.Array => "array",
        System.Text.Json.JsonValueKind.String => "string",
        System.Text.Json.JsonValueKind.Number => double.IsInteger(node.GetValue<double>()) ? "integer" : "number",
        _ => "boolean",
    };
}
