using Verification.ReferenceTarget.Api;
using Verification.ReferenceTarget.Ingest;

namespace Verification.ReferenceTarget.Recording;

/// <summary>The two addresses SDKs send to. The line is on the disk before the answer goes out, so whatever was answered is recorded.</summary>
public sealed class RecordEndpoints(RecordSettings settings, RecordFile file, TimeProvider time)
{
    private const string PlainJson = "application/json";

    /// <summary>Adds the endpoints; every other request is refused and recorded too, but for the look whether it is there.</summary>
    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/_health/", http => http.TextAsync(200, "recording", "text/plain"));
        routes.MapPost("/api/{project}/envelope/", http => TakeAsync(http, FromEnvelope));
        routes.MapPost("/api/{project}/store/", http => TakeAsync(http, FromStore));
        routes.Map("/{**path}", http => RefuseAsync(http, 404, "unknown_path", "The resource does not exist", null));
    }

    private async Task TakeAsync(HttpContext http, Func<byte[], Content?> read)
    {
        var body = await BodyAsync(http);
        var content = body is null ? null : read(body);
        var project = (string)http.Request.RouteValues["project"]!;
        var key = KeyGate.KeyOf(http.Request)?.Replace("-", "", StringComparison.Ordinal).ToLowerInvariant();

        // The event of a refused request is named too: whoever sends with a wrong key is to be found by it.
        await ((key, content) switch
        {
            (null or "", _) => RefuseAsync(http, 401, "no_key", "missing authorization information", content),
            _ when !settings.Keys.Contains(project) => RefuseAsync(http, 403, "unknown_project", "event submission rejected with_reason: ProjectId", content),
            _ when !settings.Keys[project].Contains(key) => RefuseAsync(http, 403, "wrong_key", "event submission rejected with_reason: ProjectId", content),
            (_, null) when body is null => RefuseAsync(http, 413, "too_large", "envelope exceeded size limits", null),
            (_, null) => RefuseAsync(http, 400, "unreadable", "invalid event envelope", null),
            (_, { } taken) => AcceptAsync(http, project, taken),
        });
    }

    private Task AcceptAsync(HttpContext http, string project, Content content)
    {
        var now = time.GetUtcNow();
        foreach (var payload in content.Events)
        {
            file.Write(new RecordLine(now, project, 200, null, payload, settings.Bodies));
        }

        var id = content.Id ?? content.First?.EventId;
        return http.TextAsync(200, id is null ? "{}" : $$"""{"id":"{{id}}"}""", PlainJson);
    }

    private async Task RefuseAsync(HttpContext http, int status, string reason, string detail, Content? content)
    {
        file.Write(new RecordLine(time.GetUtcNow(), http.Request.RouteValues["project"] as string, status, reason, content?.First, WithBody: false));
        await http.DetailAsync(status, detail, PlainJson);
    }

    private async Task<byte[]?> BodyAsync(HttpContext http)
    {
        try
        {
            return await RequestBody.ReadAsync(http.Request.Body, http.Request.Headers.ContentEncoding);
        }
        catch (Exception failure) when (failure is IOException or OperationCanceledException)
        {
            // The sender broke off: recorded, for its event has not arrived, and then left to the server.
            file.Write(new RecordLine(time.GetUtcNow(), http.Request.RouteValues["project"] as string, 0, "broken_off", null, WithBody: false));
            throw;
        }
    }

    private static Content? FromEnvelope(byte[] body)
    {
        if (body.Length == 0 || Envelope.Parse(body, unknownItemAborts: false) is not { Items.Count: > 0 } envelope)
        {
            return null;
        }

        var events = envelope.Items.Where(item => item.Type == "event").Select(item => RecordedPayload.Read(item.Payload, envelope.EventId)).ToList();
        return events.Contains(null) ? null : new Content(envelope.EventId?.ToString("N"), [.. events.OfType<RecordedPayload>()]);
    }

    private static Content? FromStore(byte[] body) =>
        RecordedPayload.Read(body, null) is { EventId: { } id } payload ? new Content(id, [payload]) : null;

    /// <summary>What an envelope or a body of the older address holds.</summary>
    private sealed record Content(string? Id, IReadOnlyList<RecordedPayload> Events)
    {
        internal RecordedPayload? First => Events.Count > 0 ? Events[0] : null;
    }
}
