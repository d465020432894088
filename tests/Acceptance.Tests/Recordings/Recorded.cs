using System.Text.Json;
using Verification.Acceptance.Sdk;
using Verification.Acceptance.Sdk.Fields;
using Verification.Fixtures;
using Verification.Fixtures.Runs;
using Verification.Fixtures.Sdk;
using Verification.Readiness.Catalogues;

namespace Verification.Acceptance.Tests.Recordings;

/// <summary>What a running GlitchTip 5.2 answered, as evaluators take it.</summary>
internal static class Recorded
{
    private static readonly Lazy<Catalogue> Definitions = new(() => CatalogueFolder.Read(RepositoryLayout.Find()));

    /// <summary>A recording as JSON.</summary>
    public static JsonElement File(string name) =>
        JsonSerializer.Deserialize<JsonElement>(System.IO.File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "recordings", name + ".json")));

    /// <summary>The definition of a check.</summary>
    public static CheckDefinition Check(string id) => Definitions.Value.Find(id)!;

    /// <summary>An event sent and read back, compared through the API alone: of the recordings no database is left.</summary>
    public static StoredEvent Event(string scenario, JsonElement recording, Func<JsonElement, JsonElement>? tamper = null)
    {
        JsonElement sent = recording.GetProperty("sent");
        JsonElement detail = recording.GetProperty("event").GetProperty("body");
        JsonElement view = recording.GetProperty("json").GetProperty("body");
        SentEvent left = new(scenario, SentRole.Main, sent.GetProperty("event_id").GetString()!, DateTimeOffset.UnixEpoch, 200, sent);
        JsonElement seen = tamper?.Invoke(detail) ?? detail;
        return new(left, TimeSpan.FromSeconds(2), seen, view, 1, null, 0, EventComparison.Compare(EventFields.Sent(sent), EventFields.Api(seen, view), null));
    }

    /// <summary>All recordings of one event that was sent and read back.</summary>
    public static IReadOnlyList<StoredEvent> Events() =>
    [
        .. new[] { "01-basic-exception", "02-user-context", "03-breadcrumbs", "04-nested-extra-contexts", "05-warning-message", "06-tags" }
            .Select(name => Event(name, File(name))),
        .. File("25-production-patterns").EnumerateObject().Select(pattern => Event(pattern.Name, pattern.Value)),
    ];
}
