using System.Text.Json;
using System.Text.Json.Serialization;

namespace Verification.Readiness.History;

/// <summary>What a history file holds.</summary>
/// <param name="Entries">The runs that can be read, in the order of the file.</param>
/// <param name="Unread">Numbers (from 1) of the lines that can't.</param>
public sealed record HistoryLog(IReadOnlyList<HistoryEntry> Entries, IReadOnlyList<int> Unread)
{
    /// <summary>No history.</summary>
    public static HistoryLog Empty { get; } = new([], []);

    // Unlike evidence, a line may come from a later version that says more; what it says more decides nothing here.
    private static readonly JsonSerializerOptions Tolerant = new(Json.Line) { UnmappedMemberHandling = JsonUnmappedMemberHandling.Skip };

    /// <summary>The line of a run, without its line break.</summary>
    public static string Line(HistoryEntry entry) => JsonSerializer.Serialize(entry, Json.Line);

    /// <summary>Reads a file's text; a damaged line costs that line only.</summary>
    public static HistoryLog Parse(string text)
    {
        List<HistoryEntry> entries = [];
        List<int> unread = [];
        foreach ((int index, string line) in text.Split('\n').Index().Where(line => !string.IsNullOrWhiteSpace(line.Item)))
        {
            if (Read(line) is HistoryEntry entry)
            {
                entries.Add(entry);
            }
            else
            {
                unread.Add(index + 1);
            }
        }

        return new(entries, unread);
    }

    /// <summary>One sentence on what can't be read; null when everything can.</summary>
    /// <param name="name">The file, as people know it.</param>
    public string? Warning(string name) => Unread.Count switch
    {
        0 => null,
        1 => $"{name}: line {Unread[0]} can't be read and is left out; it was cut off or damaged.",
        _ => $"{name}: {Unread.Count} lines can't be read and are left out, the first is line {Unread[0]}; they were cut off or damaged.",
    };

    private static HistoryEntry? Read(string line)
    {
        try
        {
            return JsonSerializer.Deserialize<HistoryEntry>(line, Tolerant);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
