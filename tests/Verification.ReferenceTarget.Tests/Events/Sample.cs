using System.Text;
using Verification.ReferenceTarget.Events;

namespace Verification.ReferenceTarget.Tests.Events;

/// <summary>Events for tests that need no server.</summary>
public static class Sample
{
    public static readonly DateTimeOffset Now = new(2026, 11, 20, 9, 0, 0, TimeSpan.Zero);

    /// <summary>An event with a value in every field that a defect can touch.</summary>
    public static JsonObject Rich => (JsonObject)JsonNode.Parse(
        """
        {
          "platform": "node", "level": "warning", "timestamp": "2026-11-20T08:00:00.25Z", "release": "shop@1.2.3",
          "environment": "production", "server_name": "host-1", "message": "a rather long message",
          "tags": {"zone": "EU-West", "service": "Cart"},
          "user": {"id": "u-42", "email": "ann@example.test", "username": "ann"},
          "extra": {"order": {"client": {"contact": {"phone": "x"}}}, "list": [1, {"a": 2}]},
          "contexts": {"os": {"name": "Debian"}, "SessionError": {"code": "SESSION_EXPIRED"}},
          "sdk": {"name": "sentry.javascript.node", "version": "10.24.0"},
          "breadcrumbs": [{"category": "ui", "message": "first"}, {"category": "http", "message": "second"}],
          "exception": {"values": [
            {"type": "Error", "value": "the underlying cause", "mechanism": {"type": "chained"}},
            {"type": "TypeError", "value": "the error itself", "mechanism": {"type": "generic", "handled": true}, "stacktrace": {"frames": [
              {"filename": "/srv/app/a.js", "function": "f", "module": "a", "lineno": 7, "colno": 1, "in_app": true,
               "pre_context": ["one"], "context_line": "two", "post_context": ["three"]}]}}]}
        }
        """)!;

    public static JsonObject Normalise(string json, bool malformedFieldLosesEvent = true) =>
        EventSchema.Normalise((JsonObject)Json.TryParse(Encoding.UTF8.GetBytes(json)).Node!, Now, malformedFieldLosesEvent);

    // Received now, whatever the clock says: only today and the days ahead have a partition to be stored in.
    public static QueuedEvent Queued(JsonObject sent, Guid? id = null, long project = 1) => new(
        id ?? Guid.NewGuid(), project, 1, IngestTime.ToMicroseconds(DateTimeOffset.UtcNow), EventSchema.Normalise(sent, Now, malformedFieldLosesEvent: true));

    public static EventDocument Document(string json) => EventDocument.From(Queued((JsonObject)JsonNode.Parse(json)!));
}
