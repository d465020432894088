using Verification.Load.Plans;

namespace Verification.Load.Driving;

/// <summary>Percentiles of a latency, in milliseconds.</summary>
public sealed record Percentiles(double P50, double P90, double P95, double P99, double Max);

/// <summary>One second of a drive.</summary>
/// <param name="Second">Counted from the begin of the drive.</param>
/// <param name="Planned">Events intended in it.</param>
/// <param name="Sent">Events whose first byte left in it.</param>
/// <param name="Accepted">Events accepted in it.</param>
/// <param name="Missed">Events intended in it that the engine itself sent more than 100 ms late although a connection was free; a burst has a second.</param>
public sealed record DriveSecond(int Second, int Planned, int Sent, int Accepted, int Missed)
{
    /// <summary>Whether the engine fell below 99 % of the plan: its figures then say nothing about the target.</summary>
    public bool Marked => Missed > 0 && Missed > 0.01 * Planned;
}

/// <summary>What came of one stage.</summary>
/// <param name="Name">As in the plan.</param>
/// <param name="StartMilliseconds">Since the drive began.</param>
/// <param name="EndMilliseconds">When its last answer came or its time was over, whichever was later.</param>
/// <param name="Sent">Events sent.</param>
/// <param name="Accepted">Events accepted.</param>
/// <param name="Failed">Events refused or without an answer.</param>
/// <param name="AcceptedPerSecond">Accepted, from its first send to its last answer.</param>
/// <param name="Corrected">Latency from the intended moment; null when nothing was answered.</param>
/// <param name="Naive">Latency from the first byte sent; null when nothing was answered.</param>
public sealed record StageResult(
    string Name, double StartMilliseconds, double EndMilliseconds, int Sent, int Accepted, int Failed, double AcceptedPerSecond, Percentiles? Corrected, Percentiles? Naive);

/// <summary>What the engine managed against a null sink just before.</summary>
/// <param name="PlannedPerSecond">Rate of the plan's dearest second, or the rate asked of a closed plan; 0 where the plan is one burst.</param>
/// <param name="SentPerSecond">What the engine managed at that rate.</param>
/// <param name="CeilingPerSecond">What it manages as fast as it can with these connections and bodies.</param>
/// <param name="LateP99Milliseconds">99th percentile of its own lateness at the planned rate.</param>
/// <param name="CpuMicrosecondsPerRequest">Its CPU time, user and system.</param>
/// <param name="AllocatedBytesPerRequest">Managed memory allocated.</param>
public sealed record Calibration(
    double PlannedPerSecond, double SentPerSecond, double CeilingPerSecond, double LateP99Milliseconds, double CpuMicrosecondsPerRequest, double AllocatedBytesPerRequest);

/// <summary>What `drive` saw: result.json.</summary>
public sealed record DriveResult
{
    /// <summary>Who sent: "own" or "nbomber", with its version.</summary>
    public required string Engine { get; init; }

    /// <summary>The model that the latencies stand for.</summary>
    public required LoadModel Model { get; init; }

    /// <summary>When it began (UTC).</summary>
    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>From the begin to the last answer, in milliseconds.</summary>
    public required double Milliseconds { get; init; }

    /// <summary>Events sent.</summary>
    public required int Sent { get; init; }

    /// <summary>Events accepted.</summary>
    public required int Accepted { get; init; }

    /// <summary>Accepted, from the first send to the last answer.</summary>
    public required double AcceptedPerSecond { get; init; }

    /// <summary>How many events got which answer: a status such as "200", or a <see cref="NoAnswer"/> such as "closed".</summary>
    public required IReadOnlyDictionary<string, int> Answers { get; init; }

    /// <summary>Answers 429 or 503 without Retry-After.</summary>
    public required int WithoutRetryAfter { get; init; }

    /// <summary>Latency from the intended moment, stalls included; null when nothing was answered.</summary>
    public required Percentiles? Corrected { get; init; }

    /// <summary>Latency from the first byte sent, as most tools print it; null when nothing was answered.</summary>
    public required Percentiles? Naive { get; init; }

    /// <summary>The engine's own lateness; null when nothing was sent.</summary>
    public required Percentiles? Lateness { get; init; }

    /// <summary>The stages in order.</summary>
    public required IReadOnlyList<StageResult> Stages { get; init; }

    /// <summary>The seconds in order.</summary>
    public required IReadOnlyList<DriveSecond> Seconds { get; init; }

    /// <summary>What the engine managed against a null sink; null when it was not calibrated.</summary>
    public required Calibration? Calibration { get; init; }

    /// <summary>CPU time of the engine per request, in microseconds.</summary>
    public required double CpuMicrosecondsPerRequest { get; init; }

    /// <summary>Managed memory allocated per request while it sent.</summary>
    public required double AllocatedBytesPerRequest { get; init; }

    /// <summary>Why the figures say nothing about the target; null when they do.</summary>
    public required string? Shortfall { get; init; }
}
