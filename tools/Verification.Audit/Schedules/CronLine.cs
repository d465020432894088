using Verification.Readiness.Evidence;

namespace Verification.Audit.Schedules;

/// <summary>A line of a schedule: something that runs, or something that can't be understood.</summary>
public abstract record CronLine(Place Place);

/// <summary>A line that can't be understood.</summary>
/// <param name="Reason">One clause that says what is wrong with it.</param>
public sealed record CronProblem(Place Place, string Reason) : CronLine(Place);

/// <summary>A command that runs by itself, started by cron or by a systemd timer.</summary>
public sealed record CronEntry(Place Place) : CronLine(Place)
{
    /// <summary>When, as written.</summary>
    public required string Schedule { get; init; }

    /// <summary>The command as the shell gets it.</summary>
    public required string Command { get; init; }

    /// <summary>Who runs it, where the file says so.</summary>
    public string? User { get; init; }

    /// <summary>Paths of the scripts named in it, in order; relative ones follow the folder that a cd names.</summary>
    public IReadOnlyList<string> Scripts { get; init; } = [];

    /// <summary>Largest gap between two runs over all months and leap years, in hours, by the clock of the machine; null when it runs only at boot.</summary>
    public double? LongestGapHours { get; init; }

    /// <summary>Its output is kept in a file or a log; null when the command can't be read.</summary>
    public bool? Logged { get; init; }

    /// <summary>Its errors are kept too.</summary>
    public bool ErrorsLogged { get; init; }

    /// <summary>Where its output goes, /dev/null included; null when nothing says so.</summary>
    public string? Output { get; init; }

    /// <summary>Who gets output that goes nowhere else; "" when nobody does, null when the file does not say.</summary>
    public string? MailTo { get; init; }

    /// <summary>A percent sign without a backslash ends the command early: cron gives what follows it to the command as input.</summary>
    public bool CutAtPercent { get; init; }

    /// <summary>It takes a lock (flock), so that two runs don't overlap.</summary>
    public bool Locked { get; init; }
}
