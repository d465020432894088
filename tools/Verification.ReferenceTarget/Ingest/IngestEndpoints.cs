using System.Text.Json.Nodes;
using Verification.ReferenceTarget.Api;
using Verification.ReferenceTarget.Events;
using Verification.ReferenceTarget.Load;
using Verification.ReferenceTarget.Redis;

namespace Verification.ReferenceTarget.Ingest;

/// <summary>The endpoints SDKs send to. An answer of 200 says queued, never stored.</summary>
public sealed class IngestEndpoints(Services services)
{
    private const string PlainJson = "application/json";
    private readonly KeyGate gate = new(services.Database, services.Behaviour, services.Time);
    private readonly EventBroker queue = new(services.Redis, services.Time);
    private readonly IngestLoad load = new(services.Behaviour, services.Time);
    private readonly SteadyMemory memory = new();

    /// <summary>Adds the endpoints.</summary>
    public void Map(IEndpointRouteBuilder routes)
    {
        routes.Map("/api/{project:long}/envelope/", EnvelopeAsync);
        routes.MapMethods("/api/{project:long}/store/", ["POST"], StoreAsync);
    }

    private async Task EnvelopeAsync(HttpContext http)
    {
        if (!HttpMethods.IsPost(http.Request.Method))
        {
            await http.DetailAsync(405, "Method not allowed", PlainJson);
            return;
        }

        using var request = load.Begin(ProjectOf(http), http.Connection.Id);
        var (admission, organization) = await gate.CheckAsync(request.Project, KeyGate.KeyOf(http.Request));
        if (admission != Admission.Granted)
        {
            await http.DetailAsync(403, admission == Admission.Malformed ? "Invalid DSN" : "Denied", PlainJson);
            return;
        }

        var body = await RequestBody.ReadAsync(http.Request.Body, http.Request.Headers.ContentEncoding);
        if (body is null)
        {
            await http.HtmlAsync(400, Pages.BadRequest);
        }
        else if (body.Length == 0)
        {
            await http.DetailAsync(400, "Empty request body", PlainJson);
        }
        else if (Envelope.Parse(body, services.Behaviour.Has(Defects.UnknownItemAborts)) is not { } envelope)
        {
            await http.DetailAsync(400, "Invalid envelope header", PlainJson);
        }
        else if (await load.PassAsync(request, [.. Events(envelope, request.Project, organization)], queued => queue.EnqueueAsync(queued, dedupe: true)) is { } refusal)
        {
            await RefuseAsync(http, refusal);
        }
        else
        {
            memory.After(1);
            var id = envelope.EventId is { } header ? $$"""{"id": "{{header:N}}"}""" : "{}";
            await http.TextAsync(200, id, PlainJson);
        }
    }

    // Transactions are accepted and ignored, like every other item that is not an event.
    private IEnumerable<QueuedEvent> Events(Envelope envelope, long project, int organization)
    {
        foreach (var item in envelope.Items.Where(item => item.Type == "event"))
        {
            if (Json.TryParse(item.Payload) is (true, JsonObject sent)
                && EventId(sent, envelope.EventId) is { } id
                && Normalise(sent, out _) is { } payload)
            {
                yield return new QueuedEvent(id, project, organization, Now(), payload);
            }
        }
    }

    private async Task StoreAsync(HttpContext http)
    {
        using var request = load.Begin(ProjectOf(http), http.Connection.Id);
        var (admission, organization) = await gate.CheckAsync(request.Project, KeyGate.KeyOf(http.Request), store: true);
        if (admission != Admission.Granted)
        {
            await RefuseStoreAsync(http, admission);
            return;
        }

        var body = await RequestBody.ReadAsync(http.Request.Body, http.Request.Headers.ContentEncoding);
        if (body is null)
        {
            await http.HtmlAsync(400, Pages.BadRequest);
        }
        else if (Json.TryParse(body) is not (true, var sent))
        {
            await http.DetailAsync(400, "Cannot parse request body");
        }
        else if (sent is not JsonObject map || map["event_id"] is null)
        {
            await http.InvalidAsync("missing", ["body", "payload", "event_id"], "Field required");
        }
        else if (EventId(map, null) is not { } id)
        {
            await http.InvalidAsync("uuid_parsing", ["body", "payload", "event_id"], "Input should be a valid UUID");
        }
        else if (Normalise(map, out var malformed) is not { } payload)
        {
            await http.InvalidAsync("type_error", ["body", "payload", malformed!], "Input has the wrong type");
        }
        else if (await load.PassAsync(
            request, [new QueuedEvent(id, request.Project, organization, Now(), payload)],
            queued => queue.EnqueueAsync(queued, dedupe: !services.Behaviour.Has(Defects.RepeatStoredTwice))) is { } refusal)
        {
            await RefuseAsync(http, refusal);
        }
        else
        {
            memory.After(1);
            await http.TextAsync(200, $$"""{"event_id": "{{id:N}}", "task_id": null}""", HttpAnswers.Json);
        }
    }

    private static Task RefuseAsync(HttpContext http, Refusal refusal)
    {
        http.Response.Headers.RetryAfter = refusal.RetryAfter;
        return http.TextAsync(refusal.Status, refusal.Text, "text/plain");
    }

    // A missing key is an internal error of 5.2 at this endpoint (recording 12, store_no_key).
    private static Task RefuseStoreAsync(HttpContext http, Admission admission) => admission switch
    {
        Admission.NoKey => http.HtmlAsync(500, Pages.ServerError),
        Admission.Malformed => http.TextAsync(
            422, """{"detail": [{"message": "dsn key badly formed hexadecimal UUID string"}]}""", HttpAnswers.Json),
        _ => http.DetailAsync(401, "Invalid DSN"),
    };

    private JsonObject? Normalise(JsonObject sent, out string? malformed)
    {
        malformed = null;
        try
        {
            return EventSchema.Normalise(sent, Now(), services.Behaviour.Has(Defects.MalformedFieldLost));
        }
        catch (MalformedFieldException field)
        {
            malformed = field.Field;
            return null;
        }
    }

    private DateTimeOffset Now() => IngestTime.ToMicroseconds(services.Time.GetUtcNow());

    private static Guid? EventId(JsonObject sent, Guid? header) =>
        sent["event_id"] is not { } own ? header ?? Guid.NewGuid() : Guid.TryParse(own.AsString(), out var id) ? id : null;

    private static long ProjectOf(HttpContext http) => long.Parse((string)http.Request.RouteValues["project"]!);
}
