namespace Verification.Load.Plans;

/// <summary>What decides when the next event is sent.</summary>
public enum LoadModel
{
    /// <summary>The plan: arrivals do not wait for answers, and latency counts from the intended moment.</summary>
    Open,

    /// <summary>The answers: each user sends, waits for the answer, thinks, and sends again.</summary>
    Closed,
}

/// <summary>Who sends.</summary>
public enum LoadEngine
{
    /// <summary>The engine of this project.</summary>
    Own,

    /// <summary>NBomber, where the full package set is present; otherwise our own, and the report says so.</summary>
    NBomber,

    /// <summary>The real @sentry/node in several processes.</summary>
    Sdk,
}

/// <summary>What each event looks like.</summary>
/// <param name="Bytes">Size of the event's JSON, about; at least 1,000.</param>
/// <param name="Groups">How many different errors, hence issues.</param>
/// <param name="Gzip">Whether the body is compressed.</param>
public sealed record PayloadSpec(int Bytes, int Groups, bool Gzip);

/// <summary>How the engine connects.</summary>
/// <param name="Most">Connections open at the same time, at most.</param>
/// <param name="Reuse">Keep-alive; otherwise one request per connection.</param>
public sealed record ConnectionSpec(int Most, bool Reuse);

/// <summary>Service level objective of a knee search.</summary>
/// <param name="P95Milliseconds">95th percentile of the corrected latency, at most.</param>
/// <param name="FailedPercent">Share of requests that fail, less than.</param>
public sealed record Slo(double P95Milliseconds, double FailedPercent);

/// <summary>One load plan: scenarios/load/ID.yaml.</summary>
public sealed record LoadPlan
{
    /// <summary>Name of the file without its extension.</summary>
    public required string Id { get; init; }

    /// <summary>What it is for, in one sentence.</summary>
    public required string Title { get; init; }

    /// <summary>Where its figures come from.</summary>
    public required string Source { get; init; }

    /// <summary>What decides when the next event is sent.</summary>
    public required LoadModel Model { get; init; }

    /// <summary>Who sends.</summary>
    public required LoadEngine Engine { get; init; }

    /// <summary>What each event looks like.</summary>
    public required PayloadSpec Payload { get; init; }

    /// <summary>How the engine connects.</summary>
    public required ConnectionSpec Connections { get; init; }

    /// <summary>What each user of the closed model waits after an answer, in milliseconds.</summary>
    public int ThinkMilliseconds { get; init; }

    /// <summary>The stages in order, at the scale of the run.</summary>
    public required IReadOnlyList<Stage> Stages { get; init; }

    /// <summary>How long the last event may take to be stored after it was sent, in milliseconds.</summary>
    public required int DrainMilliseconds { get; init; }

    /// <summary>How long nothing may move before what is queued counts as stuck, in milliseconds; 0 to wait for <see cref="DrainMilliseconds"/> in any case.</summary>
    public int StuckMilliseconds { get; init; }

    /// <summary>How long memory is sampled on after everything was stored, in milliseconds.</summary>
    public int RestMilliseconds { get; init; }

    /// <summary>Objective of a knee search; null where nothing is searched.</summary>
    public Slo? Slo { get; init; }

    /// <summary>Processes that send at the same time; more than one only with the SDK.</summary>
    public int Processes { get; init; } = 1;

    /// <summary>All events that the plan sends in the open model.</summary>
    public int Planned => Stages.Sum(stage => stage.Planned);
}
