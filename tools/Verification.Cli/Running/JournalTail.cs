using System.Text;
using System.Text.Json;
using Verification.Fixtures.Runs;
using Verification.Readiness;

namespace Verification.Cli.Running;

/// <summary>Reads a journal while another process writes it.</summary>
internal sealed class JournalTail(string path)
{
    private long _read;

    /// <summary>The lines that were finished since the last look; one that can't be read is left out, since the journal explains but doesn't decide.</summary>
    public IEnumerable<JournalLine> Next()
    {
        if (!File.Exists(path))
        {
            yield break;
        }

        foreach (string line in Finished().Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            if (Parse(line) is JournalLine parsed)
            {
                yield return parsed;
            }
        }
    }

    // Only whole lines: the rest of one that is being written comes with the next look.
    private string Finished()
    {
        using FileStream stream = new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        stream.Seek(_read, SeekOrigin.Begin);
        using MemoryStream rest = new();
        stream.CopyTo(rest);
        ReadOnlySpan<byte> bytes = rest.GetBuffer().AsSpan(0, (int)rest.Length);
        int end = bytes.LastIndexOf((byte)'\n') + 1;
        _read += end;
        return Encoding.UTF8.GetString(bytes[..end]);
    }

    private static JournalLine? Parse(string line)
    {
        try
        {
            return JsonSerializer.Deserialize<JournalLine>(line, Json.Line);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
