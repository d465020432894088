using System.IO.Compression;
using System.Text.Json;

namespace Verification.SdkDriver.Wires;

/// <summary>An envelope, read from the bytes that went to the socket.</summary>
/// <param name="Header">Its header.</param>
/// <param name="Event">The payload of its event item; null when it carries none.</param>
/// <param name="Discarded">Reasons for which the SDK gave events up, by its client report, if it carries one.</param>
internal sealed record SentEnvelope(JsonElement Header, JsonElement? Event, IReadOnlyList<string> Discarded)
{
    /// <summary>The event that it is about, also when the event itself was taken out.</summary>
    public string? EventId => Header.Text("event_id");

    /// <summary>Reads a request's body.</summary>
    public static SentEnvelope Read(byte[] body, bool gzip)
    {
        ReadOnlyMemory<byte> rest = gzip ? Unzip(body) : body;
        JsonElement header = Json(Line(ref rest));
        JsonElement? found = null;
        List<string> discarded = [];
        while (rest.Length > 0)
        {
            ReadOnlyMemory<byte> line = Line(ref rest);
            if (line.Length == 0)
            {
                continue;
            }

            JsonElement item = Json(line);
            ReadOnlyMemory<byte> payload = item.Find("length") is { ValueKind: JsonValueKind.Number } length ? Take(ref rest, length.GetInt32()) : Line(ref rest);
            switch (item.Text("type"))
            {
                case "event":
                    found ??= Json(payload);
                    break;
                case "client_report":
                    discarded.AddRange(Json(payload).GetProperty("discarded_events").EnumerateArray().Select(entry => entry.Text("reason")!));
                    break;
                default:
                    break; // sessions and the like are no events
            }
        }

        return new(header, found, discarded);
    }

    private static JsonElement Json(ReadOnlyMemory<byte> text) => JsonSerializer.Deserialize<JsonElement>(text.Span);

    private static ReadOnlyMemory<byte> Line(ref ReadOnlyMemory<byte> rest) => Take(ref rest, rest.Span.IndexOf((byte)'\n') is >= 0 and int end ? end : rest.Length);

    // A payload is followed by a line end, which does not count.
    private static ReadOnlyMemory<byte> Take(ref ReadOnlyMemory<byte> rest, int length)
    {
        ReadOnlyMemory<byte> taken = rest[..length];
        rest = rest[Math.Min(length + 1, rest.Length)..];
        return taken;
    }

    private static byte[] Unzip(byte[] body)
    {
        using GZipStream stream = new(new MemoryStream(body), CompressionMode.Decompress);
        using MemoryStream plain = new();
        stream.CopyTo(plain);
        return plain.ToArray();
    }
}
