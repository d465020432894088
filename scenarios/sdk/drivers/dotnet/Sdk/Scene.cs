using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Verification.SdkDriver.Scenarios;

namespace Verification.SdkDriver.Sdk;

/// <summary>What an application has told the SDK of its state.</summary>
internal static class Scene
{
    /// <summary>Before anything goes wrong: the user and what they did.</summary>
    public static void Set(Scope scope, JsonElement scenario, Placeholders facts)
    {
        if (scenario.Find("user") is { ValueKind: JsonValueKind.Object } user)
        {
            scope.User = User(facts.FillObject(user));
        }

        DateTimeOffset now = DateTimeOffset.UtcNow;
        if (scenario.Find("breadcrumbs") is { ValueKind: JsonValueKind.Array } breadcrumbs)
        {
            foreach (JsonElement breadcrumb in breadcrumbs.EnumerateArray())
            {
                scope.AddBreadcrumb(Breadcrumb(facts.FillObject(breadcrumb), now));
            }
        }
    }

    /// <summary>When it has gone wrong.</summary>
    public static void Complete(Scope scope, JsonElement scenario, string? level, Placeholders facts)
    {
        scope.Level = Level(level) ?? scope.Level;
        foreach ((string name, object? value) in facts.FillObject(scenario.Find("tags")))
        {
            scope.SetTag(name, Convert.ToString(value, CultureInfo.InvariantCulture) ?? "");
        }

        foreach ((string name, object? value) in facts.FillObject(scenario.Find("extra")))
        {
            scope.SetExtra(name, value);
        }

        foreach ((string name, object? value) in facts.FillObject(scenario.Find("contexts")))
        {
            scope.Contexts[name] = value!;
        }
    }

    /// <summary>The SDK's own value for a level's name; null without one.</summary>
    public static SentryLevel? Level(string? name) => name is null ? null : Enum.Parse<SentryLevel>(name, ignoreCase: true);

    private static SentryUser User(IReadOnlyDictionary<string, object?> fields) => new()
    {
        Id = fields.GetValueOrDefault("id") as string,
        Email = fields.GetValueOrDefault("email") as string,
        Username = fields.GetValueOrDefault("username") as string,
        Other = fields.Where(field => field.Key is not "id" and not "email" and not "username").ToDictionary(field => field.Key, field => $"{field.Value}"),
    };

    // The constructor with a time is the SDK's own; reading one from JSON is the public way to a breadcrumb of the past.
    private static Breadcrumb Breadcrumb(IReadOnlyDictionary<string, object?> fields, DateTimeOffset now)
    {
        JsonObject breadcrumb = new() { ["timestamp"] = now - TimeSpan.FromSeconds(Convert.ToDouble(fields.GetValueOrDefault("secondsBefore") ?? 0d, CultureInfo.InvariantCulture)) };
        foreach (string name in new[] { "category", "message", "type", "level" }.Where(fields.ContainsKey))
        {
            breadcrumb[name] = (string?)fields[name];
        }

        // In this SDK the data of a breadcrumb are text; what is none, a careful application writes as JSON.
        if (fields.GetValueOrDefault("data") is IReadOnlyDictionary<string, object?> data)
        {
            breadcrumb["data"] = new JsonObject(data.Select(entry => KeyValuePair.Create(entry.Key, (JsonNode?)(entry.Value as string ?? JsonSerializer.Serialize(entry.Value)))));
        }

        return Sentry.Breadcrumb.FromJson(JsonSerializer.SerializeToElement(breadcrumb));
    }
}
