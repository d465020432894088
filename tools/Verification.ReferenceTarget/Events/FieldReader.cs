using System.Text.Json.Nodes;

namespace Verification.ReferenceTarget.Events;

/// <summary>
/// Reads the fields of one event and keeps account of the malformed ones. Most of them lose the event in GlitchTip 5.2
/// (recordings 13 and 24); the clean target stores the event without the field and with an entry in <c>errors</c>.
/// </summary>
public sealed class FieldReader(JsonObject sent, bool malformedFieldLosesEvent)
{
    /// <summary>What had to be left out, in GlitchTip's form.</summary>
    public JsonArray Errors { get; } = [];

    /// <summary>Fields whose malformed value 5.2 forgives, dropping only the field.</summary>
    private static readonly HashSet<string> Forgiven =
        ["timestamp", "breadcrumbs", "sdk", "request", "user", "debug_meta"];

    /// <summary>Reads one field with <paramref name="parse"/>; absent, null and left-out fields are null.</summary>
    public T? Read<T>(string name, Func<JsonNode, string, T?> parse)
    {
        if (sent[name] is not { } value)
        {
            return default;
        }

        try
        {
            return parse(value, name);
        }
        catch (MalformedFieldException) when (!malformedFieldLosesEvent || Forgiven.Contains(name))
        {
            Errors.Add(new JsonObject { ["type"] = "invalid_data", ["name"] = name, ["value"] = value.DeepClone() });
            return default;
        }
    }

    /// <summary>Reads a field of text.</summary>
    public string? Text(string name) => Read(name, Json.Text);
}
