using System.Text.Json.Nodes;
using Verification.ReferenceTarget.Storage;

namespace Verification.ReferenceTarget.Api;

/// <summary>An event as read from the database.</summary>
public sealed class StoredEvent
{
    /// <summary>The columns of event <c>e</c> and issue <c>i</c> that the constructor needs.</summary>
    public const string Columns =
        """
        e.id, e.type, e.timestamp, e.received, e.title, e.transaction, e.level, e.data, e.tags,
        e.issue_id, e.hashes[1] as hash, i.project_id
        """;

    /// <summary>Reads a row and applies the defects of answers.</summary>
    public StoredEvent(Row row, Behaviour behaviour)
    {
        Row = row;
        Title = row.Get<string>("title");
        Data = (JsonObject)JsonNode.Parse(row.Get<string>("data"), documentOptions: new() { MaxDepth = 600 })!;
        Tags = (JsonObject)JsonNode.Parse(row.Get<string>("tags"))!;
        ReadDefects.Apply(behaviour, this);
    }

    /// <summary>The row itself.</summary>
    public Row Row { get; }

    /// <summary>The title.</summary>
    public string Title { get; set; }

    /// <summary>Everything without a column of its own.</summary>
    public JsonObject Data { get; }

    /// <summary>Tags, key to value.</summary>
    public JsonObject Tags { get; }

    /// <summary>The SDK's event id, 32 hexadecimal digits.</summary>
    public string Id => Row.Get<Guid>("id").ToString("N");

    /// <summary>The whole message if it is longer than the title.</summary>
    public string Message => Events.Json.AsString(Data["message"]) ?? Title;
}
