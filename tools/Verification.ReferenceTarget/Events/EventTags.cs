using System.Text.Json.Nodes;

namespace Verification.ReferenceTarget.Events;

/// <summary>The tags of an event: those the sender set, then those GlitchTip derives; equal names go to the derived ones.</summary>
public static class EventTags
{
    private static readonly HashSet<string> DerivedNames = new(StringComparer.Ordinal)
    {
        "browser", "browser.name", "os.name", "device", "user.id", "user.email", "user.username", "environment", "release", "server_name",
    };

    /// <summary>Whether a tag of this name may come from GlitchTip itself.</summary>
    public static bool IsDerived(string name) => DerivedNames.Contains(name);

    /// <summary>All tags that have a value.</summary>
    public static JsonObject Of(JsonObject payload, JsonObject contexts)
    {
        var tags = payload["tags"]?.DeepClone() as JsonObject ?? [];
        if (Known(contexts, "browser") is { } browser)
        {
            tags["browser.name"] = browser["name"].AsString();
            tags["browser"] = $"{browser["name"].AsString()} {browser["version"].AsString() ?? "None"}";
        }

        Set(tags, "os.name", Known(contexts, "os")?["name"]);
        Set(tags, "device", Known(contexts, "device")?["model"]);
        Set(tags, "user.id", payload["user"]?["id"]);
        Set(tags, "user.email", payload["user"]?["email"]);
        Set(tags, "user.username", payload["user"]?["username"]);
        Set(tags, "environment", payload["environment"]);
        Set(tags, "release", payload["release"]);
        Set(tags, "server_name", payload["server_name"]);
        return new JsonObject(tags
            .Where(tag => tag.Value.AsString() is { Length: > 0 })
            .Select(tag => KeyValuePair.Create(tag.Key, tag.Value?.DeepClone())));
    }

    /// <summary>Contexts with browser and system added from the request's User-Agent where the sender gave none.</summary>
    public static JsonObject WithUserAgent(JsonObject payload)
    {
        var contexts = payload["contexts"]?.DeepClone() as JsonObject ?? [];
        var header = (payload["request"]?["headers"] as JsonArray)?.OfType<JsonArray>()
            .FirstOrDefault(pair => pair[0].AsString() == "User-Agent")?[1].AsString();
        if (string.IsNullOrEmpty(header))
        {
            return contexts;
        }

        var (name, version) = UserAgent.Browser(header);
        if (!contexts.ContainsKey("browser"))
        {
            contexts["browser"] = new JsonObject { ["type"] = "browser", ["name"] = name, ["version"] = version };
        }

        if (!contexts.ContainsKey("os"))
        {
            contexts["os"] = new JsonObject { ["type"] = "os", ["name"] = UserAgent.System(header), ["version"] = "" };
        }

        return contexts;
    }

    private static JsonObject? Known(JsonObject contexts, string type) =>
        contexts[type] is JsonObject context && context["type"].AsString() == type && (type == "device" || context["name"] is not null)
            ? context
            : null;

    private static void Set(JsonObject tags, string name, JsonNode? value)
    {
        if (value.AsString() is { Length: > 0 } text)
        {
            tags[name] = text;
        }
    }
}
