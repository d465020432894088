using System.Globalization;
using System.Text.Json.Nodes;

namespace Verification.ReferenceTarget.Events;

/// <summary>An event as it leaves the queue.</summary>
public sealed record QueuedEvent(Guid Id, long ProjectId, int OrganizationId, DateTimeOffset Received, JsonObject Payload);

/// <summary>An event ready to be stored: the row, its hash, and what its issue takes over from it.</summary>
public sealed class EventDocument
{
    private static readonly string[] Levels = ["sample", "debug", "info", "warning", "error", "fatal"];
    private static readonly string[] DataKeys =
        ["platform", "modules", "sdk", "request", "environment", "extra", "user", "exception", "breadcrumbs", "errors"];

    private EventDocument(QueuedEvent queued) => (Id, ProjectId, OrganizationId, Received) =
        (queued.Id, queued.ProjectId, queued.OrganizationId, queued.Received);

#pragma warning disable CS1591 // Named after the columns they fill.
    public Guid Id { get; set; }
    public long ProjectId { get; set; }
    public int OrganizationId { get; }
    public DateTimeOffset Received { get; set; }
    public int Type { get; private init; }
    public DateTimeOffset Timestamp { get; set; }
    public required string Title { get; set; }
    public required string Culprit { get; init; }
    public int Level { get; set; }
    public required JsonObject Data { get; init; }
    public required JsonObject Tags { get; init; }
    public required string Hash { get; set; }
#pragma warning restore CS1591

    /// <summary>Names of the tags the sender set, in the order sent.</summary>
    public required IReadOnlyList<string> SentTags { get; init; }

    /// <summary>The metadata of an error, empty for anything else.</summary>
    public JsonObject Metadata => Data["metadata"] as JsonObject ?? [];

    /// <summary>Computes title, culprit, hash, tags and data of a queued event as 5.2 does.</summary>
    public static EventDocument From(QueuedEvent queued)
    {
        var payload = queued.Payload;
        var contexts = EventTags.WithUserAgent(payload);
        var metadata = Titles.Metadata(payload);
        var whole = Titles.Whole(payload, metadata);
        var title = Titles.Shown(whole);
        var culprit = Events.Culprit.Of(payload);
        var type = metadata.Count > 0 ? 1 : 0;
        return new EventDocument(queued)
        {
            Type = type,
            Timestamp = DateTimeOffset.Parse(payload["timestamp"]!.GetValue<string>(), CultureInfo.InvariantCulture),
            Title = title,
            Culprit = culprit,
            Level = LevelNumber(payload["level"].AsString()),
            Data = DataOf(payload, contexts, metadata, title, whole),
            Tags = EventTags.Of(payload, contexts),
            SentTags = [.. (payload["tags"] as JsonObject ?? []).Select(tag => tag.Key).Where(name => !EventTags.IsDerived(name))],
            Hash = Grouping.Hash(title, culprit, type, payload["fingerprint"] as JsonArray),
        };
    }

    /// <summary>The same event as it arrives a second time, a microsecond later.</summary>
    public EventDocument ReceivedLater()
    {
        var later = (EventDocument)MemberwiseClone();
        later.Received = Received.AddMicroseconds(1);
        return later;
    }

    /// <summary>The number under which a level is stored; unknown levels are errors.</summary>
    public static int LevelNumber(string? name) => Array.IndexOf(Levels, name) is >= 0 and var number ? number : 4;

    /// <summary>The name of a stored level.</summary>
    public static string LevelName(int number) => Levels[number];

    private static JsonObject DataOf(JsonObject payload, JsonObject contexts, JsonObject metadata, string title, string whole)
    {
        var data = Json.Only(payload, DataKeys);
        foreach (var empty in data.Where(entry => entry.Value is JsonArray { Count: 0 }).Select(entry => entry.Key).ToList())
        {
            data.Remove(empty);
        }

        if (metadata.Count > 0)
        {
            data["metadata"] = metadata;
        }
        else
        {
            data.Remove("exception");
        }

        if (contexts.Count > 0)
        {
            data["contexts"] = contexts;
        }

        AddMessage(data, payload, title, whole);
        return data;
    }

    private static void AddMessage(JsonObject data, JsonObject payload, string title, string whole)
    {
        var message = payload["message"].AsString() == "" ? null : payload["message"];
        if ((payload["logentry"] ?? message) is { } entry)
        {
            data["logentry"] = entry.AsString() is { } text ? new JsonObject { ["formatted"] = text } : entry.DeepClone();
        }

        if (message is not null)
        {
            data["message"] = message.AsString() ?? message["formatted"].AsString() ?? "";
        }
        else if (title != whole)
        {
            data["message"] = whole;
        }
    }
}
