using System.Text.Json.Nodes;

namespace Verification.ReferenceTarget.Events;

/// <summary>The title of an event, whole and cut to what an issue shows.</summary>
public static class Titles
{
    private const int Longest = 100;

    /// <summary>The metadata of an error: type, value and crash location of its main, that is last, exception.</summary>
    public static JsonObject Metadata(JsonObject payload)
    {
        if ((payload["exception"]?["values"] as JsonArray)?.LastOrDefault() is not JsonObject main)
        {
            return [];
        }

        var metadata = new JsonObject();
        var (file, function) = Culprit.CrashLocation(main);
        if (!main["mechanism"]?["synthetic"].IsTrue() ?? true)
        {
            metadata["type"] = Trim(main["type"].AsString() ?? "Error", 128);
        }

        metadata["value"] = Trim(main["value"].AsString() ?? "", 1024);
        if (!string.IsNullOrEmpty(file))
        {
            metadata["filename"] = file;
        }

        if (!string.IsNullOrEmpty(function))
        {
            metadata["function"] = function;
        }

        return metadata;
    }

    /// <summary>The whole title: of an error from its metadata, of anything else from its message.</summary>
    public static string Whole(JsonObject payload, JsonObject metadata)
    {
        if (metadata.Count > 0)
        {
            var value = metadata["value"].AsString();
            return metadata["type"].AsString() switch
            {
                null => metadata["function"].AsString() ?? "<unknown>",
                var type when string.IsNullOrEmpty(value) => type,
                var type => $"{type}: {Cut(value.Split('\n', '\r')[0], Longest)}",
            };
        }

        var message = payload["message"].AsString() == "" ? null : payload["message"];
        return (message ?? payload["logentry"]) is { } said ? MessageSchema.TextOf(said) : "<untitled>";
    }

    /// <summary>The title as shown: at most 100 characters.</summary>
    public static string Shown(string whole) => Cut(whole, Longest);

    /// <summary>Cuts a text, the last character then being an ellipsis.</summary>
    public static string Cut(string text, int longest) => text.Length > longest ? text[..(longest - 1)] + "…" : text;

    private static string Trim(string text, int longest) => text.Length > longest ? text[..(longest - 3)] + "..." : text;
}
