using System.Globalization;
using System.Text.Json;

namespace Verification.Acceptance.Sdk.Fields;

/// <summary>
/// Reads the parts of an event that look alike wherever it is seen: on the wire, in the API and in the database.
/// Names differ (lineno, lineNo) and defaults may be left out; what is read has one spelling.
/// </summary>
internal static class EventReader
{
    private static readonly string[] BreadcrumbLevels = ["debug", "info", "warning", "error", "fatal"];

    /// <summary>A list that some sources wrap into {"values": [...]}.</summary>
    public static IReadOnlyList<JsonElement> Values(JsonElement? container) => container switch
    {
        { ValueKind: JsonValueKind.Array } list => [.. list.EnumerateArray()],
        { ValueKind: JsonValueKind.Object } wrapped when wrapped.TryGetProperty("values", out JsonElement values) => Values(values),
        _ => [],
    };

    /// <summary>A property that may be missing or null.</summary>
    public static JsonElement? Child(JsonElement? parent, string name) =>
        parent is { ValueKind: JsonValueKind.Object } element && element.TryGetProperty(name, out JsonElement child) && child.ValueKind != JsonValueKind.Null ? child : null;

    /// <summary>Text of a property; numbers as text, null when missing.</summary>
    public static string? Text(JsonElement? parent, string name) => Child(parent, name) switch
    {
        null => null,
        { ValueKind: JsonValueKind.String } text => text.GetString(),
        JsonElement other => CanonicalJson.Leaf(other),
    };

    /// <summary>Exceptions counted from the end: the last one is the error itself, those before it its causes.</summary>
    public static void Exceptions(FieldMap map, IReadOnlyList<JsonElement> exceptions)
    {
        map.Add(FieldGroup.Error, "exceptions", exceptions.Count.ToString(CultureInfo.InvariantCulture));
        for (int fromEnd = 1; fromEnd <= exceptions.Count; fromEnd++)
        {
            JsonElement exception = exceptions[^fromEnd];
            string path = $"exception[-{fromEnd}]";
            map.Add(FieldGroup.Event, $"{path}.value", Text(exception, "value"));
            map.Add(fromEnd == 1 ? FieldGroup.Event : FieldGroup.Error, $"{path}.type", Text(exception, "type"));
            JsonElement? mechanism = Child(exception, "mechanism");
            map.Add(FieldGroup.Stack, $"{path}.mechanism.type", Text(mechanism, "type"));
            map.Add(FieldGroup.Stack, $"{path}.mechanism.handled", Text(mechanism, "handled"));
            Frames(map, path, Values(Child(Child(exception, "stacktrace"), "frames")));
        }
    }

    /// <summary>Breadcrumbs in order, with the defaults filled in that the product documents.</summary>
    public static void Breadcrumbs(FieldMap map, IReadOnlyList<JsonElement> breadcrumbs)
    {
        map.Add(FieldGroup.Breadcrumbs, "breadcrumbs", breadcrumbs.Count.ToString(CultureInfo.InvariantCulture));
        for (int index = 0; index < breadcrumbs.Count; index++)
        {
            JsonElement crumb = breadcrumbs[index];
            string path = $"breadcrumb[{index}]";
            string level = Text(crumb, "level") ?? "info";
            map.Add(FieldGroup.Breadcrumbs, $"{path}.category", Text(crumb, "category"));
            map.Add(FieldGroup.Breadcrumbs, $"{path}.message", Text(crumb, "message"));
            map.Add(FieldGroup.Breadcrumbs, $"{path}.type", Text(crumb, "type") ?? "default");
            // console.log has the level "log", which GlitchTip does not know and reads as info.
            map.Add(FieldGroup.Breadcrumbs, $"{path}.level", BreadcrumbLevels.Contains(level) ? level : "info");
            map.Add(FieldGroup.Breadcrumbs, $"{path}.timestamp", Moment(Child(crumb, "timestamp")));
            if (Child(crumb, "data") is JsonElement data)
            {
                CanonicalJson.AddLeaves(map[FieldGroup.Breadcrumbs], $"{path}.data", data);
            }
        }
    }

    /// <summary>A time in whole milliseconds since 1970, from seconds or from ISO 8601.</summary>
    public static string? Moment(JsonElement? value) => value switch
    {
        { ValueKind: JsonValueKind.Number } number => Milliseconds(number.GetDouble() * 1000),
        { ValueKind: JsonValueKind.String } text when DateTimeOffset.TryParse(
            text.GetString(), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset at) => Milliseconds(at),
        _ => null,
    };

    /// <summary>A time in whole milliseconds since 1970.</summary>
    public static string Milliseconds(DateTimeOffset at) => Milliseconds((at - DateTimeOffset.UnixEpoch).TotalMilliseconds);

    private static string Milliseconds(double ms) => Math.Round(ms, MidpointRounding.AwayFromZero).ToString("F0", CultureInfo.InvariantCulture);

    private static void Frames(FieldMap map, string exception, IReadOnlyList<JsonElement> frames)
    {
        map.Add(FieldGroup.Stack, $"{exception}.frames", frames.Count.ToString(CultureInfo.InvariantCulture));
        for (int index = 0; index < frames.Count; index++)
        {
            JsonElement frame = frames[index];
            string path = $"{exception}.frame[{index}]";
            map.Add(FieldGroup.Stack, $"{path}.filename", Text(frame, "filename"));
            map.Add(FieldGroup.Stack, $"{path}.function", Text(frame, "function"));
            map.Add(FieldGroup.Stack, $"{path}.module", Text(frame, "module"));
            map.Add(FieldGroup.Stack, $"{path}.lineno", Text(frame, "lineno") ?? Text(frame, "lineNo"));
            map.Add(FieldGroup.Stack, $"{path}.colno", Text(frame, "colno") ?? Text(frame, "colNo"));
            map.Add(FieldGroup.Stack, $"{path}.in_app", Text(frame, "in_app") ?? Text(frame, "inApp"));
            SourceContext(map, path, frame);
        }
    }

    // The API folds context_line and the lines around it into [[number, text], ...].
    private static void SourceContext(FieldMap map, string path, JsonElement frame)
    {
        if (Child(frame, "context") is JsonElement { ValueKind: JsonValueKind.Array } folded)
        {
            foreach (JsonElement line in folded.EnumerateArray())
            {
                map.Add(FieldGroup.Stack, $"{path}.source[{line[0].GetRawText()}]", line[1].GetString());
            }

            return;
        }

        if (Text(frame, "context_line") is not string current || !int.TryParse(Text(frame, "lineno"), CultureInfo.InvariantCulture, out int number))
        {
            return;
        }

        IReadOnlyList<JsonElement> before = Values(Child(frame, "pre_context"));
        IReadOnlyList<JsonElement> after = Values(Child(frame, "post_context"));
        List<string?> lines = [.. before.Select(line => line.GetString()), current, .. after.Select(line => line.GetString())];
        for (int index = 0; index < lines.Count; index++)
        {
            map.Add(FieldGroup.Stack, $"{path}.source[{number - before.Count + index}]", lines[index]);
        }
    }
}
