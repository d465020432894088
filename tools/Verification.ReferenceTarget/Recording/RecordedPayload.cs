using System.Security.Cryptography;
using System.Text.Json;

namespace Verification.ReferenceTarget.Recording;

/// <summary>An event as it arrived, with what the record says of it.</summary>
public sealed record RecordedPayload(string? EventId, string Digest, JsonElement Body)
{
    /// <summary>Reads an event; null when it is no JSON object that can be written down.</summary>
    public static RecordedPayload? Read(ReadOnlyMemory<byte> utf8, Guid? header)
    {
        try
        {
            var body = JsonElement.Parse(utf8.Span, new JsonDocumentOptions { MaxDepth = 512 });
            return body.ValueKind == JsonValueKind.Object
                ? new RecordedPayload(IdOf(body) ?? header?.ToString("N"), Convert.ToHexStringLower(SHA256.HashData(CanonicalJson.Bytes(body, without: "sent_at"))), body)
                : null;
        }
        catch (Exception failure) when (failure is JsonException or InvalidOperationException)
        {
            // Not JSON is an answer here, not a failure; half a surrogate pair makes it no JSON either.
            return null;
        }
    }

    /// <summary>A tag of the event: an object of tags, or a list of pairs.</summary>
    public string? Tag(string name) => !Body.TryGetProperty("tags", out var tags) ? null : tags.ValueKind switch
    {
        JsonValueKind.Object => tags.TryGetProperty(name, out var value) ? Text(value) : null,
        JsonValueKind.Array => tags.EnumerateArray()
            .Where(pair => pair.ValueKind == JsonValueKind.Array && pair.GetArrayLength() == 2 && Text(pair[0]) == name)
            .Select(pair => Text(pair[1])).LastOrDefault(),
        _ => null,
    };

    private static string? IdOf(JsonElement body) =>
        body.TryGetProperty("event_id", out var id) && Guid.TryParse(Text(id), out var parsed) ? parsed.ToString("N") : null;

    private static string? Text(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString(),
        JsonValueKind.Number => value.GetRawText(),
        _ => null,
    };
}
