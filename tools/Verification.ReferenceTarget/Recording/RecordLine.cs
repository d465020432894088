using System.Text.Json;

namespace Verification.ReferenceTarget.Recording;

/// <summary>One fact of the record: an event that was taken, or a request that was refused and why.</summary>
/// <param name="At">When the request had arrived in full.</param>
/// <param name="Project">As the address names it; null when it names none.</param>
/// <param name="Status">What was answered; 0 when the sender was gone before an answer.</param>
/// <param name="Reason">Null for an event that was taken.</param>
/// <param name="Event">What could be read of the event.</param>
public sealed record RecordLine(DateTimeOffset At, string? Project, int Status, string? Reason, RecordedPayload? Event, bool WithBody)
{
    /// <summary>Writes it as one JSON object.</summary>
    public void WriteTo(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("kind", Reason is null ? "event" : "refused");
        json.WriteNumber("at", At.ToUnixTimeMilliseconds());
        json.WriteString("project", Project);
        json.WriteNumber("status", Status);
        if (Reason is not null)
        {
            json.WriteString("reason", Reason);
        }

        if (Event is not null)
        {
            WriteEvent(json, Event);
        }

        json.WriteEndObject();
    }

    private void WriteEvent(Utf8JsonWriter json, RecordedPayload payload)
    {
        json.WriteString("eventId", payload.EventId);
        json.WriteString("service", payload.Tag("service"));
        json.WriteString("run", payload.Tag("run"));
        json.WriteString("start", payload.Tag("start"));
        if (long.TryParse(payload.Tag("serial"), out var serial))
        {
            json.WriteNumber("serial", serial);
        }

        json.WriteString("digest", payload.Digest);
        if (WithBody)
        {
            json.WritePropertyName("body");
            payload.Body.WriteTo(json);
        }
    }
}
