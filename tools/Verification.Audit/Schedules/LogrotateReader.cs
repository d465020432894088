using System.Text.RegularExpressions;
using Verification.Readiness.Evidence;

namespace Verification.Audit.Schedules;

/// <summary>Reads logrotate configurations.</summary>
public static partial class LogrotateReader
{
    private const int MaximumLength = 1 << 20;

    private static readonly string[] Frequencies = ["hourly", "daily", "weekly", "monthly", "yearly"];
    private static readonly string[] Scripts = ["postrotate", "prerotate", "firstaction", "lastaction", "preremove"];

    /// <summary>Reads a configuration; what it can't read is told in <see cref="LogrotateFile.NotUnderstood"/>, never thrown.</summary>
    public static LogrotateFile Read(string path, string text)
    {
        List<LogrotateEntry> entries = [];
        List<string> problems = [];
        LogrotateEntry defaults = new([], new Place(path, 1));
        LogrotateEntry? open = null;
        List<string> names = [];
        bool script = false;
        string[] rows = text.Length > MaximumLength || text.Contains('\0') ? [] : text.TrimStart('\uFEFF').Split('\n');
        if (rows.Length == 0)
        {
            problems.Add($"{path}:1: the file is too large or holds binary data");
        }

        for (int index = 0; index < rows.Length; index++)
        {
            string row = rows[index].Trim();
            if (script || row.Length == 0 || row.StartsWith('#'))
            {
                script = script && row != "endscript";
                continue;
            }

            foreach (string piece in Pieces().Matches(row).Select(match => match.Value.Trim()).Where(piece => piece.Length > 0))
            {
                if (piece == "{")
                {
                    open = defaults with { Patterns = [.. names], Place = new Place(path, index + 1) };
                    problems.AddRange(names.Count == 0 ? [$"{path}:{index + 1}: a block names no log file"] : []);
                    names.Clear();
                }
                else if (piece == "}")
                {
                    problems.AddRange(open is null ? [$"{path}:{index + 1}: '}}' closes nothing"] : []);
                    entries.AddRange(open is { Patterns.Count: > 0 } ? [open] : []);
                    open = null;
                }
                else if (open is not null)
                {
                    script = Scripts.Contains(piece);
                    open = Apply(open, piece);
                }
                else if (piece[0] is '/' or '"' or '\'' or '~' or '*' or '.' || names.Count > 0)
                {
                    names.AddRange(Words().Matches(piece).Select(match => match.Value.Trim('"', '\'')));
                }
                else
                {
                    problems.AddRange(piece.StartsWith("include ", StringComparison.Ordinal) ? [$"{path}:{index + 1}: it includes other files, which are not read"] : []);
                    defaults = Apply(defaults, piece);
                }
            }
        }

        problems.AddRange(open is not null || names.Count > 0 ? [$"{path}:{rows.Length}: a block is not closed"] : []);
        return new LogrotateFile(entries, problems);
    }

    private static LogrotateEntry Apply(LogrotateEntry entry, string directive)
    {
        string[] words = [.. directive.Split([' ', '\t', '='], StringSplitOptions.RemoveEmptyEntries)];
        string value = words.ElementAtOrDefault(1) ?? "";
        return words.ElementAtOrDefault(0) switch
        {
            string name when Frequencies.Contains(name) => entry with { Frequency = name },
            "rotate" => entry with { Rotate = int.TryParse(value, out int count) ? count : null },
            "size" or "maxsize" => entry with { MaximumBytes = Bytes(value) },
            "maxage" => entry with { MaximumAgeDays = int.TryParse(value, out int days) ? days : null },
            "compress" => entry with { Compress = true },
            "nocompress" => entry with { Compress = false },
            "copytruncate" => entry with { CopyTruncate = true },
            "create" => entry with { CreateMode = ModePattern().IsMatch(value) ? value : null },
            _ => entry,
        };
    }

    private static long? Bytes(string text)
    {
        Match match = Size().Match(text);
        if (!match.Success)
        {
            return null;
        }

        long unit = match.Groups[2].Value.ToLowerInvariant() switch { "k" => 1L << 10, "m" => 1L << 20, "g" => 1L << 30, _ => 1 };
        return long.Parse(match.Groups[1].Value) * unit;
    }

    [GeneratedRegex("""[{}]|(?:"[^"]*"|'[^']*'|[^{}"'])+""")]
    private static partial Regex Pieces();

    [GeneratedRegex("""
        "[^"]*"|'[^']*'|\S+
        """)]
    private static partial Regex Words();

    [GeneratedRegex("^([0-9]{1,9})([kKmMgG]?)$")]
    private static partial Regex Size();

    [GeneratedRegex("^0?[0-7]{3}$")]
    private static partial Regex ModePattern();
}
