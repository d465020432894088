using Verification.Audit.Schedules;

namespace Verification.Audit.Facts;

/// <summary>Which scripts are run by a schedule, themselves or through another script, and what becomes of their output.</summary>
internal sealed class Schedules(IReadOnlyList<CronEntry> entries, IReadOnlyList<(string Path, string Text)> scripts, IReadOnlyList<LogrotateEntry> rotated)
{
    /// <summary>The entries that run a script; empty when none does.</summary>
    public IReadOnlyList<CronEntry> Of(string path) => Of(path, []);

    /// <summary>Whether a log is rotated by a configuration in the folder; by its file name too, because paths differ between the server and a copy.</summary>
    public bool IsRotated(string log) => rotated.Any(entry => entry.Bounded && (entry.Covers(log) || entry.Patterns.Any(pattern => Name(pattern) == Name(log))));

    private List<CronEntry> Of(string path, HashSet<string> seen)
    {
        if (!seen.Add(path))
        {
            return [];
        }

        // Crontabs name scripts by their place on the server, which the folder does not tell: the name has to do.
        List<CronEntry> own = [.. entries.Where(entry => entry.Scripts.Any(script => Name(script) == Name(path)))];
        return own.Count > 0 ? own : [.. scripts.Where(other => other.Path != path && Calls(other.Text, Name(path))).SelectMany(other => Of(other.Path, seen))];
    }

    private static bool Calls(string text, string name) => text.Split('\n').Any(line => !line.TrimStart().StartsWith('#') && line.Contains(name, StringComparison.Ordinal));

    private static string Name(string path) => path[(path.LastIndexOf('/') + 1)..];
}
