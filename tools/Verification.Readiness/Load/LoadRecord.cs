namespace Verification.Readiness.Load;

/// <summary>A point of a series: milliseconds since its load plan began, and a value.</summary>
public sealed record Point(double Ms, double Value);

/// <summary>A named line of a picture.</summary>
public sealed record Series(string Name, IReadOnlyList<Point> Points);

/// <summary>A phase of a load plan, for the marks in pictures.</summary>
public sealed record PhaseMark(string Name, double StartMs, double EndMs);

/// <summary>A part of a latency distribution: this share of requests (0 to 1) took at most this long.</summary>
public sealed record Quantile(double Share, double Milliseconds);

/// <summary>Latencies in two readings; the difference is what a stalled target hides from a tool that waits for it.</summary>
/// <param name="Corrected">From the intended moment.</param>
/// <param name="Naive">From the moment of sending.</param>
public sealed record LatencyRecord(IReadOnlyList<Quantile> Corrected, IReadOnlyList<Quantile> Naive);

/// <summary>One rate that a knee search tried.</summary>
/// <param name="PerSecond">Events per second offered.</param>
/// <param name="P95Milliseconds">Corrected; null when nothing was answered.</param>
/// <param name="FailedPercent">Share of failed requests.</param>
/// <param name="Holds">Whether the objective was met.</param>
public sealed record KneeStep(double PerSecond, double? P95Milliseconds, double FailedPercent, bool Holds);

/// <summary>What a knee search found.</summary>
/// <param name="HeldPerSecond">Highest rate that met the objective; 0 when none did.</param>
/// <param name="BrokePerSecond">Lowest rate that did not; null when every rate tried was met.</param>
/// <param name="Confidence">How sure that is, in words.</param>
/// <param name="Steps">Every rate tried, in the order of trying.</param>
public sealed record KneeRecord(double HeldPerSecond, double? BrokePerSecond, string Confidence, IReadOnlyList<KneeStep> Steps);

/// <summary>Memory of one part of the target over a load plan, in MiB.</summary>
/// <param name="Name">web, worker, postgres, redis or "total".</param>
/// <param name="IdleMiB">Before.</param>
/// <param name="PeakMiB">Highest, as the kernel kept it where it does.</param>
/// <param name="AfterMiB">After everything was stored.</param>
/// <param name="LimitMiB">Its limit; null when it has none or none is known.</param>
public sealed record MemoryPart(string Name, double IdleMiB, double PeakMiB, double AfterMiB, double? LimitMiB);

/// <summary>What one load plan did and saw, for the report; it decides nothing, the evidence does.</summary>
public sealed record LoadPlanRecord
{
    /// <summary>Id of the plan.</summary>
    public required string Plan { get; init; }

    /// <summary>What the plan is for.</summary>
    public required string Title { get; init; }

    /// <summary>Who sent: "own", "nbomber 4.1.2" or "@sentry/node 10.24.0".</summary>
    public required string Engine { get; init; }

    /// <summary>"open" or "closed".</summary>
    public required string Model { get; init; }

    /// <summary>Events sent.</summary>
    public required int Sent { get; init; }

    /// <summary>Events accepted over HTTP.</summary>
    public required int Accepted { get; init; }

    /// <summary>Events read back.</summary>
    public required int Stored { get; init; }

    /// <summary>Accepted per second, from the first send to the last answer.</summary>
    public required double AcceptedPerSecond { get; init; }

    /// <summary>Stored per second, from the first send to the last event read back; null when none was.</summary>
    public required double? StoredPerSecond { get; init; }

    /// <summary>From sending to being readable, of the median, the 95th and the last event; empty when none was.</summary>
    public required IReadOnlyList<Quantile> Visible { get; init; }

    /// <summary>How many events got which answer.</summary>
    public required IReadOnlyDictionary<string, int> Answers { get; init; }

    /// <summary>Which of the worker's settings explain the rate stored.</summary>
    public required string Explanation { get; init; }

    /// <summary>Why the figures say nothing about the target; null when they do.</summary>
    public required string? Shortfall { get; init; }

    /// <summary>How well the engine kept its plan, in words with figures.</summary>
    public required string Fidelity { get; init; }

    /// <summary>Its phases.</summary>
    public required IReadOnlyList<PhaseMark> Phases { get; init; }

    /// <summary>Arrivals per second: "planned", "sent", "accepted", "stored"; a point stands for the time from it to the next.</summary>
    public required IReadOnlyList<Series> Arrivals { get; init; }

    /// <summary>Events accepted and not stored yet.</summary>
    public required IReadOnlyList<Series> Backlog { get; init; }

    /// <summary>Memory of each part and of all together, in MiB.</summary>
    public required IReadOnlyList<Series> Memory { get; init; }

    /// <summary>Memory in figures.</summary>
    public required IReadOnlyList<MemoryPart> MemoryParts { get; init; }

    /// <summary>The latency distribution; null when nothing was answered.</summary>
    public required LatencyRecord? Latency { get; init; }

    /// <summary>What a knee search found; null where nothing was searched.</summary>
    public required KneeRecord? Knee { get; init; }
}

/// <summary>All load plans of a run.</summary>
/// <param name="Scale">The scale that the plans were run at; 1 is full length.</param>
/// <param name="Plans">In the order in which they ran.</param>
public sealed record LoadRecord(double Scale, IReadOnlyList<LoadPlanRecord> Plans);
