using System.Text;
using System.Text.Json.Nodes;
using Verification.ReferenceTarget.Events;

namespace Verification.ReferenceTarget.Maps;

/// <summary>A place in the sources; line and column count from 1.</summary>
public sealed record SourcePlace(string File, int Line, int Column, string? Name, IReadOnlyList<string>? Text);

/// <summary>A minified script with its source map (version 3): where each of its places comes from.</summary>
public sealed class SourceMap
{
    private const string Digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

    private readonly List<List<Segment>> lines;
    private readonly string[] script;
    private readonly string[] sources;
    private readonly string[] names;
    private readonly IReadOnlyList<string>?[] texts;

    private SourceMap(string script, JsonObject map)
    {
        this.script = script.Split('\n');
        sources = Texts(map["sources"]);
        names = Texts(map["names"]);
        texts = [.. ((map["sourcesContent"] as JsonArray)?.Select(text => text.AsString()) ?? []).Select(text => text?.Split('\n'))];
        lines = Decode(map["mappings"].AsString() ?? "");
    }

    /// <summary>Reads both; null when the map is none.</summary>
    public static SourceMap? Read(byte[] script, byte[] map)
    {
        try
        {
            return Json.TryParse(map) is (true, JsonObject parsed) ? new SourceMap(Encoding.UTF8.GetString(script), parsed) : null;
        }
        catch (FormatException)
        {
            // An unreadable map is as good as none: the event is stored as it came.
            return null;
        }
    }

    /// <summary>Where a place of the script comes from; null when the map does not say.</summary>
    /// <param name="line">Counted from 1.</param>
    /// <param name="column">Counted from 1.</param>
    /// <param name="function">What the function is called in the script; its name in the sources is found at its declaration.</param>
    public SourcePlace? Find(int line, int column, string? function)
    {
        if (At(line, column) is not { Source: >= 0, Line: >= 0 and < int.MaxValue, Column: < int.MaxValue } segment || segment.Source >= sources.Length)
        {
            return null;
        }

        return new SourcePlace(sources[segment.Source], segment.Line + 1, segment.Column + 1, Declared(line, column, function), texts.ElementAtOrDefault(segment.Source));
    }

    private Segment? At(int line, int column) => lines.ElementAtOrDefault(line - 1)?.LastOrDefault(segment => segment.At <= column - 1);

    private string? Declared(int line, int column, string? function)
    {
        var before = script.ElementAtOrDefault(line - 1) is { } text ? text[..Math.Clamp(column, 0, text.Length)] : "";
        var declaration = $"function {function}(";
        return before.LastIndexOf(declaration, StringComparison.Ordinal) is >= 0 and var at && At(line, at + "function ".Length + 1) is { Name: >= 0 } segment
            ? names.ElementAtOrDefault(segment.Name)
            : null;
    }

    private static List<List<Segment>> Decode(string mappings)
    {
        var (source, line, column, name) = (0, 0, 0, 0);
        var decoded = new List<List<Segment>>();
        foreach (var group in mappings.Split(';'))
        {
            var (at, segments) = (0, new List<Segment>());
            foreach (var text in group.Split(',', StringSplitOptions.RemoveEmptyEntries))
            {
                var fields = Numbers(text);
                at += fields.Count > 0 ? fields[0] : throw new FormatException("The mappings of a source map can't be read.");
                if (fields.Count >= 4)
                {
                    (source, line, column) = (source + fields[1], line + fields[2], column + fields[3]);
                }

                name += fields.Count >= 5 ? fields[4] : 0;
                segments.Add(new Segment(at, fields.Count >= 4 ? source : -1, line, column, fields.Count >= 5 ? name : -1));
            }

            decoded.Add(segments);
        }

        return decoded;
    }

    private static List<int> Numbers(string text)
    {
        var (numbers, value, shift) = (new List<int>(), 0, 0);
        foreach (var digit in text.Select(letter => Digits.IndexOf(letter, StringComparison.Ordinal)))
        {
            if (digit < 0 || shift > 30)
            {
                throw new FormatException("The mappings of a source map can't be read.");
            }

            value += (digit & 31) << shift;
            shift += 5;
            if ((digit & 32) == 0)
            {
                numbers.Add((value & 1) == 1 ? -(value >> 1) : value >> 1);
                (value, shift) = (0, 0);
            }
        }

        return numbers;
    }

    private static string[] Texts(JsonNode? list) => [.. (list as JsonArray ?? []).Select(text => text.AsString() ?? "")];

    private sealed record Segment(int At, int Source, int Line, int Column, int Name);
}
