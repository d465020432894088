using System.Text.Json.Serialization;

namespace Verification.Readiness.Watching;

/// <summary>What a line of a watch's journal tells.</summary>
public enum WatchKind
{
    /// <summary>The watch began, or went on after it had been ended.</summary>
    Start,

    /// <summary>A look at everything.</summary>
    Check,

    /// <summary>A test event, sent and read back.</summary>
    Canary,

    /// <summary>One request.</summary>
    Probe,

    /// <summary>A day is over, or all of it.</summary>
    Milestone,

    /// <summary>Something was due and nobody looked.</summary>
    Gap,

    /// <summary>The clock was set.</summary>
    ClockJump,

    /// <summary>A condition on which the way back is taken.</summary>
    Trigger,

    /// <summary>That condition is over.</summary>
    Recovery,

    /// <summary>A message went out, or could not.</summary>
    Notice,

    /// <summary>The watch ended.</summary>
    Stop,
}

/// <summary>One line of a watch's journal; all lines together are all that a watch knows.</summary>
public sealed record WatchObservation
{
    /// <summary>From 1 without a hole: a line that was taken out is noticed.</summary>
    public required long Sequence { get; init; }

    /// <summary>What it tells.</summary>
    public required WatchKind Kind { get; init; }

    /// <summary>When it was seen (UTC).</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>Fail and Unknown as everywhere; Pass when there is nothing to say against the target.</summary>
    public required Outcome Outcome { get; init; }

    /// <summary>One sentence.</summary>
    public required string Reason { get; init; }

    /// <summary>When it was due (UTC); null when it was not due at any moment.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public DateTimeOffset? Due { get; init; }

    /// <summary>Its number among its sort, from 0; null for a second look that confirms a failure.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? Index { get; init; }

    /// <summary>What is watched; of a start.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public WatchHeader? Header { get; init; }

    /// <summary>How long the answer took, in milliseconds; null when there was none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double? LatencyMs { get; init; }

    /// <summary>What a check read.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public CheckFigures? Figures { get; init; }

    /// <summary>From sending to reading, in milliseconds; of a canary that was captured.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double? CapturedMs { get; init; }

    /// <summary>How long a gap was, or by how much the clock was set, in seconds.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double? Seconds { get; init; }

    /// <summary>Which condition; of a trigger and its recovery.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Trigger { get; init; }

    /// <summary>The line that a message was about.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public long? About { get; init; }

    /// <summary>Whether it asked the target itself whether it answers.</summary>
    [JsonIgnore]
    public bool IsLook => Kind is WatchKind.Check or WatchKind.Probe;

    /// <summary>Whether it was such a look and could tell whether the target answers.</summary>
    [JsonIgnore]
    public bool CouldTell => IsLook && (Answered || Outcome == Outcome.Fail);

    /// <summary>Whether the target answered.</summary>
    [JsonIgnore]
    public bool Answered => LatencyMs is not null;
}

/// <summary>What is watched and how; the first line of a journal, and again each time that the watch goes on.</summary>
public sealed record WatchHeader
{
    /// <summary>Version of the journal's shape.</summary>
    public required int SchemaVersion { get; init; }

    /// <summary>Name of the watch; everything that it makes carries it.</summary>
    public required string WatchId { get; init; }

    /// <summary>Scheme, host and port of the target.</summary>
    public required string Address { get; init; }

    /// <summary>Whether our stand-in answers there: such a watch rehearses.</summary>
    public required bool StandIn { get; init; }

    /// <summary>What it was told to do.</summary>
    public required WatchPlan Plan { get; init; }

    /// <summary>The services that are expected to report; empty when none was named.</summary>
    public IReadOnlyList<string> Services { get; init; } = [];

    /// <summary>When the services were switched over; null for the start of the watch.</summary>
    public DateTimeOffset? ServicesSince { get; init; }

    /// <summary>Whether messages go out.</summary>
    public bool Notifies { get; init; }

    /// <summary>The shape written today.</summary>
    public const int CurrentSchema = 1;
}

/// <summary>What one check could read; what could not be read is null, never zero.</summary>
public sealed record CheckFigures
{
    /// <summary>What the target calls itself.</summary>
    public string? Version { get; init; }

    /// <summary>Its processes or containers; null when they can't be seen.</summary>
    public IReadOnlyList<PartReading>? Parts { get; init; }

    /// <summary>Why they, or some of them, can't be seen; null when all can.</summary>
    public string? PartsUnseen { get; init; }

    /// <summary>Share of the target's host memory in use, 0 to 1.</summary>
    public double? HostUsedShare { get; init; }

    /// <summary>Issues outside the watch's own project with an event since the watch began, up to one page of them.</summary>
    public int? RealErrors { get; init; }

    /// <summary>When each expected service was last heard of; null when that can't be asked.</summary>
    public IReadOnlyList<ServiceReading>? Services { get; init; }
}

/// <summary>A process or container of the target.</summary>
/// <param name="Name">Such as web or worker.</param>
/// <param name="Identity">Another text than before means that it was started anew.</param>
/// <param name="Restarts">How often its engine has restarted it; null when nobody counts.</param>
/// <param name="MemoryMiB">Its memory.</param>
public sealed record PartReading(string Name, string Identity, int? Restarts, double? MemoryMiB);

/// <summary>A service and the last event of it.</summary>
public sealed record ServiceReading(string Name, DateTimeOffset? LastSeen);
