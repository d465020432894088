using System.Text.Json;
using Verification.Fixtures.Sdk;

namespace Verification.Acceptance.Releases;

/// <summary>An error of a minified bundle: as it left, as the target shows it, and as the same error is in the sources.</summary>
/// <param name="Sent">As it left.</param>
/// <param name="Shown">As the API shows it.</param>
/// <param name="Native">The error of the sources; its own fields: frames (file, line, text), innermost first.</param>
internal sealed record BundleError(JsonElement Sent, JsonElement Shown, NativeError Native)
{
    /// <summary>Every frame that the sources have, with what is shown in its place.</summary>
    public IEnumerable<MappedFrame> Frames(string bundle)
    {
        JsonElement[] shown = [.. Trace(ShownException).Where(frame => File(frame, "absPath") == bundle).Reverse()];
        return Native.Own.GetProperty("frames").EnumerateArray().Select((place, at) => new MappedFrame(Native.Name, place, at < shown.Length ? shown[at] : null));
    }

    /// <summary>Whether the frames that no source map concerns are shown as they left: where they are not, nothing can be said of the others.</summary>
    public bool OthersAreIntact(string bundle)
    {
        (int Line, string? Text)[] sent = [.. Trace(Sent.GetProperty("exception").GetProperty("values").EnumerateArray().Last()).Where(frame => File(frame, "abs_path") != bundle).Select(frame => (Number(frame, "lineno"), Text(frame, "context_line")))];
        (int Line, string? Text)[] shown = [.. Trace(ShownException).Where(frame => File(frame, "absPath") != bundle).Select(frame => (Number(frame, "lineNo"), MappedFrame.TextAt(frame, Number(frame, "lineNo"))))];
        return sent.SequenceEqual(shown);
    }

    private JsonElement ShownException => Shown.GetProperty("entries").EnumerateArray().Where(entry => Text(entry, "type") == "exception")
        .SelectMany(entry => entry.GetProperty("data").GetProperty("values").EnumerateArray()).LastOrDefault();

    // The address of a frame stays that of the script when its place becomes another.
    private static string File(JsonElement frame, string address) => BaseName(Text(frame, address) ?? Text(frame, "filename"));

    private static IEnumerable<JsonElement> Trace(JsonElement exception) =>
        exception.ValueKind == JsonValueKind.Object && exception.TryGetProperty("stacktrace", out JsonElement trace) && trace.ValueKind == JsonValueKind.Object ? trace.GetProperty("frames").EnumerateArray() : [];

    internal static int Number(JsonElement element, string name) => element.TryGetProperty(name, out JsonElement value) && value.TryGetInt32(out int number) ? number : 0;

    internal static string? Text(JsonElement element, string name) => element.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    internal static string BaseName(string? path) => path is null ? "" : path[(path.LastIndexOf('/') + 1)..];
}

/// <summary>A frame of the sources and what is shown in its place.</summary>
/// <param name="Error">Type of the error.</param>
/// <param name="Place">File, line and text of the sources.</param>
/// <param name="Shown">The frame; null when there is none.</param>
internal sealed record MappedFrame(string Error, JsonElement Place, JsonElement? Shown)
{
    /// <summary>Whether file, line and text are those of the sources.</summary>
    public bool IsMapped => Shown is JsonElement frame && BundleError.BaseName(BundleError.Text(frame, "filename")) == BundleError.Text(Place, "file")
        && BundleError.Number(frame, "lineNo") == BundleError.Number(Place, "line") && TextAt(frame, BundleError.Number(frame, "lineNo"))?.TrimEnd() == BundleError.Text(Place, "text")?.TrimEnd();

    /// <summary>The line that a frame shows; null when it shows none.</summary>
    public static string? TextAt(JsonElement frame, int line) => frame.TryGetProperty("context", out JsonElement context) && context.ValueKind == JsonValueKind.Array
        ? context.EnumerateArray().Where(entry => entry[0].TryGetInt32(out int at) && at == line).Select(entry => entry[1].GetString()).FirstOrDefault()
        : null;

    /// <inheritdoc/>
    public override string ToString() =>
        $"{Error}: {(Shown is JsonElement frame ? $"{BundleError.Text(frame, "function") ?? "?"} in {BundleError.Text(frame, "filename")}:{BundleError.Number(frame, "lineNo")}" : "no frame")}, where the sources have {BundleError.Text(Place, "file")}:{BundleError.Number(Place, "line")}";
}
