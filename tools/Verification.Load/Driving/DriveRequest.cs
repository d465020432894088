using Verification.Load.Plans;

namespace Verification.Load.Driving;

/// <summary>What `drive` is told on its standard input (a key must not stand in a process list).</summary>
public sealed record DriveRequest
{
    /// <summary>The plan at the scale of the run.</summary>
    public required LoadPlan Plan { get; init; }

    /// <summary>Scheme, host and port of the target; http only.</summary>
    public required string Url { get; init; }

    /// <summary>Numeric id of the project.</summary>
    public required string Project { get; init; }

    /// <summary>Public key of the DSN.</summary>
    public required string Key { get; init; }

    /// <summary>16 hexadecimal digits that all event ids of this drive share.</summary>
    public required string RunTag { get; init; }

    /// <summary>Release of the events.</summary>
    public required string Release { get; init; }

    /// <summary>Environment of the events.</summary>
    public required string Environment { get; init; }

    /// <summary>A null sink for the calibration; null to leave it out.</summary>
    public string? Sink { get; init; }

    /// <summary>An existing folder for <see cref="DriveFiles"/>.</summary>
    public required string Output { get; init; }

    /// <summary>How long an answer may take, in milliseconds.</summary>
    public int TimeoutMilliseconds { get; init; } = 30_000;
}

/// <summary>What `drive` leaves in its output folder.</summary>
public static class DriveFiles
{
    /// <summary>A <see cref="DriveResult"/>.</summary>
    public const string Result = "result.json";

    /// <summary>One <see cref="EventOutcome"/> per event, in the order of their serial numbers.</summary>
    public const string Outcomes = "outcomes.bin";
}
