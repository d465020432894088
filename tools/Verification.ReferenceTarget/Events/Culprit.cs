using System.Text.Json.Nodes;

namespace Verification.ReferenceTarget.Events;

/// <summary>Where an error happened: the culprit that groups it, and the crash location in its metadata.</summary>
public static class Culprit
{
    private const int Longest = 200;

    /// <summary>The culprit of a normalised event: its transaction if it names one, else derived from the last stack trace.</summary>
    public static string Of(JsonObject payload) =>
        Titles.Cut(payload["transaction"].AsString() is { Length: > 0 } transaction ? transaction : Derived(payload), Longest);

    /// <summary>File and function of the frame that an issue's metadata names.</summary>
    public static (string? File, string? Function) CrashLocation(JsonObject exception)
    {
        var named = Frames(exception)
            .Where(frame => frame["function"].AsString() is not (null or "<redacted>" or "<unknown>"))
            .Reverse().ToList();
        var frame = named.Find(candidate => candidate["in_app"].IsTrue()) ?? named.FirstOrDefault();
        return (frame?["filename"].AsString() ?? frame?["abs_path"].AsString(), frame?["function"].AsString());
    }

    private static string Derived(JsonObject payload)
    {
        var exceptions = (payload["exception"]?["values"] as JsonArray)?.OfType<JsonObject>().ToList() ?? [];
        if (exceptions.LastOrDefault()?["mechanism"]?["synthetic"].IsTrue() == true)
        {
            return "";
        }

        var traced = exceptions.LastOrDefault(exception => Frames(exception).Any());
        var culprit = traced is null ? null : FromFrames(Frames(traced), payload["platform"].AsString());
        return string.IsNullOrEmpty(culprit) ? payload["request"]?["url"].AsString() ?? "" : culprit;
    }

    private static string? FromFrames(IEnumerable<JsonObject> frames, string? platform)
    {
        string? otherwise = null;
        foreach (var frame in frames.Reverse())
        {
            var text = FromFrame(frame, frame["platform"].AsString() ?? platform);
            if (frame["in_app"].IsTrue() && text.Length > 0)
            {
                return text;
            }

            otherwise ??= frame["in_app"].IsTrue() ? null : text;
        }

        return otherwise;
    }

    private static string FromFrame(JsonObject frame, string? platform)
    {
        var function = frame["function"].AsString() is { Length: > 0 } name ? name : "?";
        var place = frame["module"].AsString() is { Length: > 0 } module ? module : frame["filename"].AsString();
        return (platform, place) switch
        {
            ("objc" or "cocoa" or "native", _) => function,
            (_, null or "") => "",
            ("javascript" or "node", _) => $"{function}({place})",
            _ => $"{place} in {function}",
        };
    }

    private static IEnumerable<JsonObject> Frames(JsonObject exception) =>
        (exception["stacktrace"]?["frames"] as JsonArray)?.OfType<JsonObject>() ?? [];
}
