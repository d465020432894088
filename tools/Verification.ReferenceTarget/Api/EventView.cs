using System.Text.Json.Nodes;
using Verification.ReferenceTarget.Events;

namespace Verification.ReferenceTarget.Api;

/// <summary>The three forms in which the API shows an event.</summary>
public static class EventView
{
    /// <summary>The form of lists: camelCase under projects, snake_case under issues.</summary>
    public static JsonObject Of(StoredEvent stored, Behaviour behaviour, bool snakeCase = false)
    {
        var (row, data) = (stored.Row, stored.Data);
        return new JsonObject
        {
            ["platform"] = data["platform"]?.DeepClone(),
            ["errors"] = behaviour.Has(Defects.MalformedFieldLost) ? null : data["errors"]?.DeepClone(),
            ["id"] = stored.Id,
            [snakeCase ? "event_id" : "eventID"] = stored.Id,
            [snakeCase ? "project_id" : "projectID"] = row.Get<long>("project_id"),
            [snakeCase ? "group_id" : "groupID"] = $"{row.Get<long>("issue_id")}",
            [snakeCase ? "date_created" : "dateCreated"] = Json.ApiTime(row.Time("timestamp")),
            [snakeCase ? "date_received" : "dateReceived"] = Json.ApiTime(row.Time("received")),
            ["dist"] = null,
            ["culprit"] = row.Get<string>("transaction"),
            ["packages"] = data["modules"]?.DeepClone(),
            ["type"] = IssueView.TypeName(row.Get<short>("type")),
            ["message"] = stored.Message,
            ["metadata"] = data["metadata"]?.DeepClone() ?? new JsonObject { ["title"] = stored.Title },
            ["tags"] = new JsonArray([.. stored.Tags.Select(tag =>
                (JsonNode)new JsonObject { ["key"] = tag.Key, ["value"] = tag.Value?.DeepClone() })]),
            ["entries"] = EntryView.Of(data),
            ["contexts"] = data["contexts"]?.DeepClone(),
            ["context"] = data["extra"]?.DeepClone(),
            ["user"] = data["user"]?.DeepClone(),
            ["sdk"] = data["sdk"]?.DeepClone(),
            ["title"] = stored.Title,
        };
    }

    /// <summary>The form of a single event, with its neighbours by time of receipt.</summary>
    public static JsonObject Detail(StoredEvent stored, Behaviour behaviour)
    {
        var view = Of(stored, behaviour);
        view["userReport"] = null;
        view["nextEventID"] = stored.Row.Find<Guid?>("next_id")?.ToString("N");
        view["previousEventID"] = stored.Row.Find<Guid?>("previous_id")?.ToString("N");
        return view;
    }

    /// <summary>The form close to what the SDK sent; keys without value are left out.</summary>
    public static JsonObject Raw(StoredEvent stored)
    {
        var (row, data) = (stored.Row, stored.Data);
        var view = Json.Only(
            data, ["platform", "breadcrumbs", "exception", "modules", "contexts", "sdk", "request", "environment", "extra", "user"]);
        view["event_id"] = stored.Id;
        view["timestamp"] = row.Time("timestamp").Subtract(DateTimeOffset.UnixEpoch).Ticks / (double)TimeSpan.TicksPerSecond;
        view["datetime"] = Json.ApiTime(row.Time("timestamp"));
        view["project"] = row.Get<long>("project_id");
        view["level"] = EventDocument.LevelName(row.Get<short>("level"));
        view["type"] = IssueView.TypeName(row.Get<short>("type"));
        view["title"] = stored.Title;
        view["transaction"] = row.Get<string>("transaction");
        view["tags"] = stored.Tags.DeepClone();
        view["hashes"] = new JsonArray(row.Get<string>("hash"));
        return view;
    }
}
