using System.Text.Json;
using Verification.Acceptance.Cutover;
using Verification.Fixtures.Attached;
using Verification.Readiness.Catalogues;
using Verification.Readiness.Evidence;

namespace Verification.Acceptance.Scrubbing;

/// <summary>No event shows what a request carried to prove who sent it. On a deployment that runs: no event of its services does.</summary>
public sealed class SensitiveHeadersAreNotDelivered(AcceptanceRun run) : MainDrillCheck(run)
{
    private const string Filtered = "[Filtered]";

    // The requests of the drill carry these, so that they are found wherever else in an event they end.
    private static readonly string[] Planted = ["never-deliver", "203.0.113.77"];
    private static readonly string[] Names = ["authorization", "proxy-authorization", "cookie", "set-cookie", "x-api-key", "x-forwarded-for"];

    /// <inheritdoc/>
    protected internal override string? Drill => null;

    /// <inheritdoc/>
    protected override async Task<Observation> AskAsync(CheckContext context, CancellationToken ct)
    {
        if (context.Target is not AttachedTarget attached)
        {
            return await base.AskAsync(context, ct);
        }

        if (attached.Settings is not { Services.Count: > 0, CutoverAt: DateTimeOffset since })
        {
            return Observation.Unknown("It was not told which services there are and when they were switched over, so nobody knows whose events to look at: set VERIFICATION_SERVICES and VERIFICATION_CUTOVER_AT.", "api");
        }

        List<JsonElement> events = [];
        foreach (string service in attached.Settings.Services)
        {
            events.AddRange((await ServiceEvents.FindAsync(attached.Tenant, service, since, ct)).Newest);
        }

        return Evaluate(context.Check, events, $"of {attached.Settings.Services.Count} services");
    }

    /// <inheritdoc/>
    private protected override Observation Judge(CheckContext context, MainRun run) => Evaluate(context.Check, run.OfRequests, "of the drill's api-server");

    /// <summary>Counts headers that are there with their value, each once per event; only events that show a request tell anything.</summary>
    internal static Observation Evaluate(CheckDefinition check, IReadOnlyList<JsonElement> events, string whose)
    {
        (string Id, string[] Found)[] looked = [.. events.Where(shown => Request(shown) is not null).Select(shown => (Text(shown, "id"), Found(shown).ToArray()))];
        string[] found = [.. looked.SelectMany(item => item.Found).Distinct().Order(StringComparer.Ordinal)];
        return Observation.Of(
            check, found.Length, looked.Length, "api",
            found.Length == 0
                ? $"{looked.Length} events {whose} show a request, and none of them shows a credential of it."
                : $"{looked.Count(item => item.Found.Length > 0)} of {looked.Length} events {whose} that show a request show of it: {string.Join(", ", found)}.",
            [.. looked.Where(item => item.Found.Length > 0).Take(20).Select(item => $"event {item.Id}: {string.Join(", ", item.Found)}")]);
    }

    // Values are never repeated: they may be real ones.
    private static IEnumerable<string> Found(JsonElement shown)
    {
        JsonElement request = Request(shown)!.Value;
        string whole = shown.GetRawText();
        string[] headers = [.. Headers(request).Where(header => Names.Contains(header.Name.ToLowerInvariant()) && header.Value.Length > 0 && header.Value != Filtered).Select(header => header.Name.ToLowerInvariant()).Order(StringComparer.Ordinal)];
        bool cookies = request.TryGetProperty("cookies", out JsonElement jar) && (jar.ValueKind == JsonValueKind.Object ? jar.EnumerateObject().Any(cookie => cookie.Value.ToString() != Filtered) : jar.ValueKind == JsonValueKind.Array && jar.GetArrayLength() > 0);
        return
        [
            .. headers, .. cookies ? ["cookies"] : Array.Empty<string>(),
            .. headers.Length == 0 && !cookies && Planted.Any(value => whole.Contains(value, StringComparison.Ordinal)) ? ["a credential outside of the headers"] : Array.Empty<string>(),
        ];
    }

    private static JsonElement? Request(JsonElement shown) => shown.GetProperty("entries").EnumerateArray().Where(entry => Text(entry, "type") == "request" && entry.GetProperty("data").ValueKind == JsonValueKind.Object)
        .Select(entry => (JsonElement?)entry.GetProperty("data")).FirstOrDefault();

    // A list of pairs as stored, or an object as sent.
    private static IEnumerable<(string Name, string Value)> Headers(JsonElement request) => !request.TryGetProperty("headers", out JsonElement headers) ? [] : headers.ValueKind switch
    {
        JsonValueKind.Array => headers.EnumerateArray().Where(pair => pair is { ValueKind: JsonValueKind.Array } && pair.GetArrayLength() == 2).Select(pair => (pair[0].ToString(), pair[1].ToString())),
        JsonValueKind.Object => headers.EnumerateObject().Select(header => (header.Name, header.Value.ToString())),
        _ => [],
    };

    private static string Text(JsonElement element, string name) => element.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.String ? value.GetString()! : "";
}
