using System.Text.Json;
using System.Text.Json.Nodes;
using Verification.ReferenceTarget.Events;

namespace Verification.ReferenceTarget.Worker;

/// <summary>Defects of nested extra data.</summary>
public static class ExtraDefects
{
    /// <summary>Applies the active ones.</summary>
    public static void Apply(Behaviour behaviour, EventDocument document)
    {
        if (document.Data["extra"] is not JsonObject extra)
        {
            return;
        }

        if (behaviour.Has(Defects.FlattenExtra))
        {
            document.Data["extra"] = new JsonObject(Flatten(extra, ""));
        }
        else if (behaviour.Has(Defects.CutExtraDepth))
        {
            document.Data["extra"] = CutDepth(extra, 0);
        }
    }

    private static IEnumerable<KeyValuePair<string, JsonNode?>> Flatten(JsonObject map, string prefix) => map.SelectMany(entry =>
        entry.Value is JsonObject { Count: > 0 } inner
            ? Flatten(inner, $"{prefix}{entry.Key}.")
            : [KeyValuePair.Create(prefix + entry.Key, entry.Value?.DeepClone())]);

    private static JsonNode? CutDepth(JsonNode? node, int depth) => node switch
    {
        JsonObject or JsonArray when depth >= 3 => node.GetValueKind() == JsonValueKind.Array ? "[Array]" : "[Object]",
        JsonObject map => new JsonObject(map.Select(entry => KeyValuePair.Create(entry.Key, CutDepth(entry.Value, depth + 1)))),
        JsonArray list => new JsonArray([.. list.Select(item => CutDepth(item, depth + 1))]),
        _ => node?.DeepClone(),
    };
}
