using System.Text.Json;
using System.Text.Json.Nodes;
using Verification.ReferenceTarget.Events;

namespace Verification.ReferenceTarget.Ingest;

/// <summary>One item of an envelope.</summary>
public sealed record EnvelopeItem(string Type, ReadOnlyMemory<byte> Payload);

/// <summary>An envelope: the event id of its header, and those items that can be read.</summary>
public sealed record Envelope(Guid? EventId, IReadOnlyList<EnvelopeItem> Items)
{
    private static readonly HashSet<string> KnownTypes = new(StringComparer.Ordinal)
    {
        "event", "transaction", "session", "sessions", "client_report", "attachment", "user_report", "check_in", "profile",
        "replay_recording", "replay_event", "span", "log",
    };

    /// <summary>Parses a body; null when its header can't be read. Whatever is wrong further down only loses items.</summary>
    public static Envelope? Parse(ReadOnlyMemory<byte> body, bool unknownItemAborts)
    {
        var rest = body;
        var (ok, header) = Json.TryParse(TakeLine(ref rest));
        Guid id = default;
        var named = (header as JsonObject)?["event_id"];
        if (!ok || (named is not null && !Guid.TryParse(named.AsString(), out id)))
        {
            return null;
        }

        var items = new List<EnvelopeItem>();
        while (rest.Length > 0 && Next(ref rest, unknownItemAborts, items))
        {
        }

        return new Envelope(named is null ? null : id, items);
    }

    private static bool Next(ref ReadOnlyMemory<byte> rest, bool unknownItemAborts, List<EnvelopeItem> items)
    {
        var line = TakeLine(ref rest);
        if (line.Length == 0 && !unknownItemAborts)
        {
            return true;
        }

        var (ok, header) = Json.TryParse(line);
        var type = ok ? (header as JsonObject)?["type"].AsString() : null;
        if (header is not JsonObject || (unknownItemAborts && (type is null || !KnownTypes.Contains(type))))
        {
            return false;
        }

        if (TakePayload(ref rest, header["length"]) is not { } payload)
        {
            return false;
        }

        items.Add(new EnvelopeItem(type ?? "", payload));
        return true;
    }

    private static ReadOnlyMemory<byte>? TakePayload(ref ReadOnlyMemory<byte> rest, JsonNode? length)
    {
        if (length?.GetValueKind() != JsonValueKind.Number || !length.AsValue().TryGetValue<int>(out var bytes) || bytes < 0)
        {
            return TakeLine(ref rest);
        }

        if (bytes > rest.Length)
        {
            return null;
        }

        var payload = rest[..bytes];
        rest = rest[bytes..];
        TakeLine(ref rest);
        return payload;
    }

    private static ReadOnlyMemory<byte> TakeLine(ref ReadOnlyMemory<byte> rest)
    {
        var end = rest.Span.IndexOf((byte)'\n');
        var line = end < 0 ? rest : rest[..end];
        rest = end < 0 ? default : rest[(end + 1)..];
        return line;
    }
}
