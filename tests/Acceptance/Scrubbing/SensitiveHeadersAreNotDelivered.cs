using System.Text.Json;
using System.Text.RegularExpressions;
using Verification.Acceptance.Cutover;
using Verification.Fixtures.Attached;
using Verification.Readiness;
using Verification.Readiness.Catalogues;
using Verification.Readiness.Evidence;

namespace Verification.Acceptance.Scrubbing;

/// <summary>No event shows what a request carried to prove who sent it. On a deployment that runs: no event of its services does.</summary>
public sealed partial class SensitiveHeadersAreNotDelivered(AcceptanceRun run) : MainDrillCheck(run)
{
    // The requests of the drill carry these, so that they are found wherever else in an event they end.
    private static readonly string[] Planted = ["never-deliver", "203.0.113.77"];
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

        List<ServiceEvents> seen = [];
        foreach (string service in attached.Settings.Services)
        {
            seen.Add(await ServiceEvents.FindAsync(attached.Tenant, service, since, ct));
        }

        return Evaluate(context.Check, seen);
    }

    /// <inheritdoc/>
    private protected override Observation Judge(CheckContext context, MainRun run) => Evaluate(context.Check, run.OfRequests, "of the drill's api-server");

    /// <summary>A service of which nothing was seen, or not all, may show what the others don't.</summary>
    internal static Observation Evaluate(CheckDefinition check, IReadOnlyList<ServiceEvents> seen)
    {
        Observation shown = Evaluate(check, [.. seen.SelectMany(service => service.Newest)], $"of {seen.Count} services");
        string[] unseen = [.. seen.Where(service => service.Doubt is not null || service.Newest.Count == 0).Select(service => $"{service.Service}: {service.Doubt ?? "no event of it was found"}")];
        return shown.Outcome == Outcome.Pass && unseen.Length > 0
            ? Observation.Unknown($"{shown.Reason} Of {unseen.Length} services not everything could be looked at.", "api", unseen)
            : shown;
    }

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
        string[] headers = [.. Headers(request).Where(header => Credential().IsMatch(header.Name) && !IsRemoved(header.Value)).Select(header => header.Name.ToLowerInvariant()).Order(StringComparer.Ordinal)];
        bool cookies = request.TryGetProperty("cookies", out JsonElement jar) && Values(jar).Any(value => !IsRemoved(value));
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

    // SDKs send an object, pairs, or the header's text.
    private static IEnumerable<string> Values(JsonElement jar) => jar.ValueKind switch
    {
        JsonValueKind.Object => jar.EnumerateObject().Select(cookie => cookie.Value.ToString()),
        JsonValueKind.Array => jar.EnumerateArray().Select(cookie => cookie.ValueKind == JsonValueKind.Array && cookie.GetArrayLength() == 2 ? cookie[1].ToString() : cookie.ToString()),
        JsonValueKind.String => [jar.GetString()!],
        _ => [],
    };

    private static bool IsRemoved(string value) => Removed().IsMatch(value);

    [GeneratedRegex("authorization|cookie|api-?key|auth-token|access-token|^x-forwarded-for$", RegexOptions.IgnoreCase)]
    private static partial Regex Credential();

    // What scrubbers leave in the place of a value.
    [GeneratedRegex(@"^(|[\[<(]?(filtered|redacted|removed|scrubbed|masked)[\])>]?|\*+)$", RegexOptions.IgnoreCase)]
    private static partial Regex Removed();

    private static string Text(JsonElement element, string name) => element.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.String ? value.GetString()! : "";
}
