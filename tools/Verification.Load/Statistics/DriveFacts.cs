using Verification.Load.Driving;
using Verification.Load.Plans;

namespace Verification.Load.Statistics;

/// <summary>What an engine saw, whoever it is, before any statistics.</summary>
public sealed record DriveFacts
{
    /// <summary>Who sent, with its version.</summary>
    public required string Engine { get; init; }

    /// <summary>The plan as driven.</summary>
    public required LoadPlan Plan { get; init; }

    /// <summary>Begin by the wall clock, in whole milliseconds.</summary>
    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>When the drive ended, in microseconds since its begin.</summary>
    public required long EndedAtMicroseconds { get; init; }

    /// <summary>One per event, by serial number.</summary>
    public required EventOutcome[] Outcomes { get; init; }

    /// <summary>Answers 429 or 503 without Retry-After.</summary>
    public required int WithoutRetryAfter { get; init; }

    /// <summary>CPU time of the engine while it sent.</summary>
    public required TimeSpan Cpu { get; init; }

    /// <summary>Managed memory allocated while it sent.</summary>
    public required long AllocatedBytes { get; init; }

    /// <summary>What the engine managed against a null sink; null when it was not calibrated.</summary>
    public Calibration? Calibration { get; init; }

    /// <summary>Connections that the machine of the engine could not open for lack of ports, descriptors or memory.</summary>
    public int Shortages { get; init; }

    /// <summary>Whether the drive was told to end early.</summary>
    public bool Interrupted { get; init; }
}
