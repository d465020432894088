using System.IO.Compression;
using System.Text;

namespace Verification.ReferenceTarget.Tests.Maps;

/// <summary>A script and a source map for which the events of recording 19 have the frames recorded: the originals were not kept.</summary>
public static class RecordedMap
{
    private const string Source = "../app/a.ts";
    private const string Digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

    /// <summary>The third line of the script: functions begin at column 1 and 81, frames are at 69, 133 and 158.</summary>
    public static string Script { get; } = "\n\n" + "function n(e){".PadRight(80) + "function a(e){".PadRight(100) + "\n";

    /// <summary>The map, with the sources that the recording shows.</summary>
    public static string Map(JsonNode recorded)
    {
        var frames = recorded["with_debug_meta"]!["event"]!["body"]!["entries"]![0]!["data"]!["values"]![0]!["stacktrace"]!["frames"]!.AsArray();
        var lines = frames.SelectMany(frame => frame!["context"]!.AsArray()).DistinctBy(line => line![0]!.GetValue<int>()).OrderBy(line => line![0]!.GetValue<int>()).Select(line => line![1]!.GetValue<string>());
        // Column of the script, line and column of the source, name: all counted from 0.
        (int At, int Line, int Column, int Name)[] segments = [(9, 1, 9, 0), (68, 3, 23, -1), (89, 6, 16, 1), (132, 6, 56, -1), (157, 7, 31, -1)];
        return new JsonObject
        {
            ["version"] = 3,
            ["sources"] = new JsonArray(Source),
            ["names"] = new JsonArray("computeTotalOfCart", "handleCheckoutRequest"),
            ["sourcesContent"] = new JsonArray(string.Join('\n', lines)),
            ["mappings"] = $";;{Mappings(segments)}",
        }.ToJsonString();
    }

    /// <summary>Both as sentry-cli packs them.</summary>
    public static byte[] Bundle(string organization, string release, string id, JsonNode recorded)
    {
        var manifest = new JsonObject
        {
            ["org"] = organization, ["release"] = release,
            ["files"] = new JsonObject
            {
                ["files/_/_/app.min.js"] = File("minified_source", "~/app.min.js", new JsonObject { ["debug-id"] = id, ["sourcemap"] = "app.min.js.map" }),
                ["files/_/_/app.min.js.map"] = File("source_map", "~/app.min.js.map", new JsonObject { ["debug-id"] = id }),
            },
        };
        using var whole = new MemoryStream();
        using (var zip = new ZipArchive(whole, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, text) in new[] { ("manifest.json", manifest.ToJsonString()), ("files/_/_/app.min.js", Script + $"// {release}"), ("files/_/_/app.min.js.map", Map(recorded)) })
            {
                using var entry = zip.CreateEntry(name).Open();
                entry.Write(Encoding.UTF8.GetBytes(text));
            }
        }

        return whole.ToArray();
    }

    /// <summary>Segments of one line in the form of a source map.</summary>
    public static string Mappings(IEnumerable<(int At, int Line, int Column, int Name)> segments)
    {
        var (at, line, column, name) = (0, 0, 0, 0);
        var texts = new List<string>();
        foreach (var segment in segments)
        {
            var text = Number(segment.At - at) + Number(0) + Number(segment.Line - line) + Number(segment.Column - column) + (segment.Name >= 0 ? Number(segment.Name - name) : "");
            (at, line, column, name) = (segment.At, segment.Line, segment.Column, segment.Name >= 0 ? segment.Name : name);
            texts.Add(text);
        }

        return string.Join(',', texts);
    }

    private static JsonObject File(string type, string url, JsonObject headers) => new() { ["type"] = type, ["url"] = url, ["headers"] = headers };

    private static string Number(int number)
    {
        var value = number < 0 ? (-number << 1) | 1 : number << 1;
        var text = new StringBuilder();
        do
        {
            var digit = value & 31;
            value >>= 5;
            text.Append(Digits[value > 0 ? digit | 32 : digit]);
        }
        while (value > 0);
        return text.ToString();
    }
}
