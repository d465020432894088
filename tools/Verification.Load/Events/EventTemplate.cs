using System.Globalization;
using System.Text;
using System.Text.Json;
using Verification.Load.Driving;

namespace Verification.Load.Events;

/// <summary>The whole HTTP request of one group, prebuilt; per event only id, time and serial number are written into a copy of it.</summary>
public sealed class EventTemplate
{
    private readonly byte[] _request;
    private readonly int _headerId;
    private readonly int _payloadId;
    private readonly int _timestamp;
    private readonly int _serial;
    private readonly GzipPatch? _gzip;
    private readonly string _rest;

    internal EventTemplate(DriveRequest request, int group)
    {
        _rest = EventPayload.Rest(request.Plan.Id, request.Plan.Payload, group, request.Release, request.Environment);
        string id = new('0', 32);
        string front = EventPayload.Front(id, new('0', EventPayload.TimestampLength), new('0', EventPayload.SerialDigits));
        string header = $"{{\"event_id\":\"{id}\"}}\n";
        // With its length: GlitchTip reads an item without one byte by byte where the body is compressed.
        string item = $"{{\"type\":\"event\",\"length\":{Encoding.UTF8.GetByteCount(front) + Encoding.UTF8.GetByteCount(_rest)},\"content_type\":\"application/json\"}}\n";
        byte[] differing = Encoding.UTF8.GetBytes(header + item + front);
        byte[] same = Encoding.UTF8.GetBytes(_rest + "\n");
        _gzip = request.Plan.Payload.Gzip ? GzipPatch.Of(differing, same) : null;
        byte[] body = _gzip?.Body ?? [.. differing, .. same];
        byte[] head = Encoding.ASCII.GetBytes(Head(request, body.Length));
        _request = [.. head, .. body];
        int start = head.Length + (_gzip is null ? 0 : GzipPatch.DifferingAt);
        _headerId = start + header.IndexOf(id, StringComparison.Ordinal);
        int payload = start + header.Length + item.Length;
        _payloadId = payload + front.IndexOf(id, StringComparison.Ordinal);
        _timestamp = payload + front.IndexOf("\"timestamp\":", StringComparison.Ordinal) + "\"timestamp\":".Length;
        _serial = payload + front.IndexOf("\"serial\":\"", StringComparison.Ordinal) + "\"serial\":\"".Length;
        BodyAt = head.Length;
    }

    /// <summary>Head and body with zeros where events differ; copy it once per connection, then <see cref="Patch"/> the copy.</summary>
    public ReadOnlySpan<byte> Request => _request;

    /// <summary>Where the body begins in <see cref="Request"/>.</summary>
    public int BodyAt { get; }

    /// <summary>Makes a copy of the request the one of an event; allocates nothing.</summary>
    /// <param name="request">A copy of <see cref="Request"/>, patched before or not.</param>
    /// <param name="id">Its event id.</param>
    /// <param name="serial">Its serial number.</param>
    /// <param name="unixMilliseconds">Its timestamp.</param>
    public void Patch(Span<byte> request, UInt128 id, long serial, long unixMilliseconds)
    {
        EventIds.Write(id, request[_headerId..]);
        EventIds.Write(id, request[_payloadId..]);
        Digits(unixMilliseconds / 1000, request.Slice(_timestamp, 10));
        Digits(unixMilliseconds % 1000, request.Slice(_timestamp + 11, 3));
        request[_timestamp + 10] = (byte)'.';
        Digits(serial, request.Slice(_serial, EventPayload.SerialDigits));
        _gzip?.Seal(request[BodyAt..]);
    }

    /// <summary>The event's JSON as it is sent, for comparing it with what is stored.</summary>
    public JsonElement PayloadOf(UInt128 id, long serial, long unixMilliseconds) => JsonSerializer.Deserialize<JsonElement>(
        EventPayload.Front(
            id.ToString("x32", CultureInfo.InvariantCulture),
            string.Create(CultureInfo.InvariantCulture, $"{unixMilliseconds / 1000}.{unixMilliseconds % 1000:000}"),
            SerialText(serial)) + _rest);

    /// <summary>A serial number as it stands in extra.serial.</summary>
    public static string SerialText(long serial) => serial.ToString("D10", CultureInfo.InvariantCulture);

    private static string Head(DriveRequest request, int length)
    {
        StringBuilder head = new($"POST /api/{request.Project}/envelope/ HTTP/1.1\r\nHost: {new Uri(request.Url).Authority}\r\n");
        head.Append("User-Agent: verification-load/1\r\nContent-Type: application/x-sentry-envelope\r\n");
        head.Append(CultureInfo.InvariantCulture, $"X-Sentry-Auth: Sentry sentry_version=7, sentry_client=verification-load/1, sentry_key={request.Key}\r\n");
        head.Append(request.Plan.Payload.Gzip ? "Content-Encoding: gzip\r\n" : "").Append(request.Plan.Connections.Reuse ? "" : "Connection: close\r\n");
        return head.Append(CultureInfo.InvariantCulture, $"Content-Length: {length}\r\n\r\n").ToString();
    }

    private static void Digits(long value, Span<byte> digits)
    {
        for (int index = digits.Length - 1; index >= 0; index--, value /= 10)
        {
            digits[index] = (byte)('0' + (value % 10));
        }
    }
}
