using System.Text.Json;
using Verification.Fixtures.Sql;
using static Verification.Acceptance.Sdk.Fields.EventReader;

namespace Verification.Acceptance.Sdk.Fields;

/// <summary>Reads the same fields of one event from the three places where it can be seen.</summary>
public static class EventFields
{
    private static readonly string[] Levels = ["sample", "debug", "info", "warning", "error", "fatal"];

    // Contexts that the product gives a type of its own and from which it drops keys it does not know.
    private static readonly HashSet<string> KnownContexts = new(StringComparer.Ordinal)
    {
        "app", "browser", "cloud_resource", "culture", "device", "gpu", "memory_info", "monitor", "os", "otel", "profile", "replay", "response",
        "runtime", "state", "threadpool_info", "trace", "unity", "reprocessing",
    };

    /// <summary>What must be stored of an event as it left the SDK.</summary>
    public static FieldMap Sent(JsonElement payload)
    {
        FieldMap map = new();
        Common(map, payload);
        IReadOnlyList<JsonElement> exceptions = Values(Child(payload, "exception"));
        map.Add(FieldGroup.Event, "title", Title(exceptions, payload));
        map.Add(FieldGroup.Event, "release", Text(payload, "release"));
        map.Add(FieldGroup.Event, "environment", Text(payload, "environment"));
        map.Add(FieldGroup.Event, "server_name", Text(payload, "server_name"));
        map.Add(FieldGroup.Event, "timestamp", Moment(Child(payload, "timestamp")));
        map.Add(FieldGroup.Level, "level", Text(payload, "level") is string level && Levels.Contains(level) ? level : "error");
        Exceptions(map, exceptions);
        AddObject(map, FieldGroup.Extra, "extra", Child(payload, "extra"));
        Contexts(map, Child(payload, "contexts"));
        foreach (JsonProperty tag in Properties(Child(payload, "tags")))
        {
            AddTag(map, tag.Name, TagText(tag.Value));
        }

        return map;
    }

    /// <summary>What the API shows of it.</summary>
    /// <param name="detail">Answer of …/events/{id}/.</param>
    /// <param name="view">Answer of …/events/{id}/json/, the only place that shows an event's level; null when it could not be read.</param>
    public static FieldMap Api(JsonElement detail, JsonElement? view)
    {
        FieldMap map = new();
        Common(map, detail);
        map.Add(FieldGroup.Event, "title", Text(detail, "title"));
        map.Add(FieldGroup.Event, "timestamp", Moment(Child(detail, "dateCreated")));
        map.Add(FieldGroup.Level, "level", Text(view, "level"));
        JsonElement? Entry(string type) => Values(Child(detail, "entries")).Where(entry => Text(entry, "type") == type).Select(entry => Child(entry, "data")).FirstOrDefault();
        Exceptions(map, Values(Entry("exception")));
        Breadcrumbs(map, Values(Entry("breadcrumbs")));
        AddObject(map, FieldGroup.Extra, "extra", Child(detail, "context"));
        Contexts(map, Child(detail, "contexts"));
        foreach (JsonElement tag in Values(Child(detail, "tags")))
        {
            StoredTag(map, Text(tag, "key")!, Text(tag, "value"));
        }

        return map;
    }

    /// <summary>What the database holds of it.</summary>
    public static FieldMap Sql(SqlEvent row)
    {
        FieldMap map = new();
        Common(map, row.Data);
        map.Add(FieldGroup.Event, "title", row.Title);
        map.Add(FieldGroup.Event, "timestamp", Milliseconds(row.Timestamp));
        map.Add(FieldGroup.Level, "level", row.Level >= 0 && row.Level < Levels.Length ? Levels[row.Level] : $"unknown level {row.Level}");
        Exceptions(map, Values(Child(row.Data, "exception")));
        AddObject(map, FieldGroup.Extra, "extra", Child(row.Data, "extra"));
        Contexts(map, Child(row.Data, "contexts"));
        foreach (JsonProperty tag in Properties(row.Tags))
        {
            StoredTag(map, tag.Name, tag.Value.GetString());
        }

        return map;
    }

    private static void Common(FieldMap map, JsonElement source)
    {
        map.Add(FieldGroup.Event, "platform", Text(source, "platform"));
        map.Add(FieldGroup.Event, "sdk.name", Text(Child(source, "sdk"), "name"));
        map.Add(FieldGroup.Event, "sdk.version", Text(Child(source, "sdk"), "version"));
        JsonElement? user = Child(source, "user");
        map.Add(FieldGroup.User, "user.id", Text(user, "id"));
        map.Add(FieldGroup.User, "user.email", Text(user, "email"));
        map.Add(FieldGroup.User, "user.username", Text(user, "username"));
        if (Child(source, "entries") is null)
        {
            Breadcrumbs(map, Values(Child(source, "breadcrumbs")));
        }
    }

    private static string Title(IReadOnlyList<JsonElement> exceptions, JsonElement payload)
    {
        if (exceptions.Count == 0)
        {
            return Cut(Text(Child(payload, "logentry"), "formatted") ?? Text(Child(payload, "logentry"), "message") ?? Text(payload, "message") ?? "<untitled>");
        }

        string type = Text(exceptions[^1], "type") ?? "Error";
        string? value = Text(exceptions[^1], "value")?.Split('\n')[0];
        return Cut(string.IsNullOrEmpty(value) ? type : $"{type}: {Cut(value)}");
    }

    // Titles are cut to 100 characters, the last one being an ellipsis.
    private static string Cut(string text) => text.Length <= 100 ? text : text[..99] + "…";

    private static void Contexts(FieldMap map, JsonElement? contexts)
    {
        foreach (JsonProperty context in Properties(contexts).Where(context => !KnownContexts.Contains(context.Name)))
        {
            CanonicalJson.AddLeaves(map[FieldGroup.Error], $"contexts.{context.Name}", context.Value);
        }
    }

    private static void AddObject(FieldMap map, FieldGroup group, string path, JsonElement? element)
    {
        if (element is JsonElement present)
        {
            CanonicalJson.AddLeaves(map[group], path, present);
        }
    }

    private static void StoredTag(FieldMap map, string key, string? value)
    {
        if (key is "release" or "environment" or "server_name")
        {
            map.Add(FieldGroup.Event, key, value);
        }
        else
        {
            AddTag(map, key, value);
        }
    }

    private static void AddTag(FieldMap map, string key, string? value)
    {
        // A tag without text is dropped by the product, and that is documented.
        if (!string.IsNullOrEmpty(value))
        {
            map.Add(FieldGroup.Tags, $"tag {key}", value);
        }
    }

    // Numbers and booleans become text as the product's language prints them.
    private static string? TagText(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString(),
        JsonValueKind.True => "True",
        JsonValueKind.False => "False",
        JsonValueKind.Null => null,
        _ => CanonicalJson.Leaf(value),
    };

    private static IEnumerable<JsonProperty> Properties(JsonElement? element) =>
        element is { ValueKind: JsonValueKind.Object } present ? present.EnumerateObject() : [];
}
