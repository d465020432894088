using Verification.Readiness.Evidence;

namespace Verification.Audit.Schedules;

/// <summary>A logrotate configuration.</summary>
/// <param name="NotUnderstood">What could not be read, each with file and line; empty when all was.</param>
public sealed record LogrotateFile(IReadOnlyList<LogrotateEntry> Entries, IReadOnlyList<string> NotUnderstood);

/// <summary>Log files and how they are rotated; settings outside a block are the defaults of those below.</summary>
public sealed record LogrotateEntry(IReadOnlyList<string> Patterns, Place Place)
{
    /// <summary>How many old logs are kept; null when nothing says so, and then logrotate keeps none.</summary>
    public int? Rotate { get; init; }

    /// <summary>hourly, daily, weekly, monthly or yearly; null when only a size decides.</summary>
    public string? Frequency { get; init; }

    /// <summary>Size in bytes that makes it rotate.</summary>
    public long? MaximumBytes { get; init; }

    /// <summary>Age in days at which old logs go.</summary>
    public int? MaximumAgeDays { get; init; }

    /// <summary>Old logs are compressed.</summary>
    public bool Compress { get; init; }

    /// <summary>The log is emptied in place, for programs that keep it open.</summary>
    public bool CopyTruncate { get; init; }

    /// <summary>Permission bits of a new log, as octal digits.</summary>
    public string? CreateMode { get; init; }

    /// <summary>Something keeps the log from growing for ever.</summary>
    public bool Bounded => Frequency is not null || MaximumBytes is not null;

    /// <summary>One of its patterns fits a path; a pattern's star does not cross folders.</summary>
    public bool Covers(string path) => Patterns.Any(pattern => pattern == path
        || (pattern.Count(character => character == '/') == path.Count(character => character == '/') && Shell.Running.Wildcard.Matches(path, pattern)));
}
