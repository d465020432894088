namespace Verification.Readiness.Cutover;

/// <summary>One of the two endpoints of a cutover.</summary>
public enum Side
{
    /// <summary>The one that is left.</summary>
    Old,

    /// <summary>The one that is moved to.</summary>
    New,
}

/// <summary>A process of a service, from its start to its end.</summary>
/// <param name="Service">Its service.</param>
/// <param name="Start">Drawn by itself at its start; no other process has it.</param>
/// <param name="At">When it started (UTC).</param>
/// <param name="Sides">Where its events go.</param>
/// <param name="Enabled">Whether the SDK is on.</param>
/// <param name="Orderly">Whether it told of its end after a flush; null while it runs.</param>
public sealed record ServiceProcess(string Service, string Start, DateTimeOffset At, IReadOnlySet<Side> Sides, bool Enabled, bool? Orderly);

/// <summary>An error that a service handed to the SDK.</summary>
/// <param name="Id">Event id, 32 hexadecimal digits.</param>
/// <param name="Start">The process that raised it.</param>
/// <param name="At">When (UTC).</param>
public sealed record RaisedEvent(string Id, string Start, DateTimeOffset At);

/// <summary>How sending an event to one side ended, as the service saw it.</summary>
/// <param name="Id">Event id.</param>
/// <param name="Side">Where; null when the SDK's client decided before any endpoint came into it.</param>
/// <param name="Kind">answered, failed, dropped or pending (no end when its process stopped).</param>
/// <param name="Status">HTTP status of an answer.</param>
/// <param name="Reason">The SDK's or the socket's own word; empty for an answer.</param>
public sealed record SendingEnd(string Id, Side? Side, SendingKind Kind, int? Status, string Reason);

/// <summary>How sending ends.</summary>
public enum SendingKind
{
    Answered,
    Failed,
    Dropped,
    Pending,
}

/// <summary>All that is known of a drill's events.</summary>
/// <param name="Processes">Every process of every service.</param>
/// <param name="Raised">Every error raised.</param>
/// <param name="Ends">How sending ended.</param>
/// <param name="Old">Event ids at the old endpoint, one entry per copy.</param>
/// <param name="New">Event ids at the new endpoint, one entry per copy.</param>
/// <param name="Steps">Steps of the procedure and their times, for "lost while".</param>
public sealed record CutoverFacts(
    IReadOnlyList<ServiceProcess> Processes, IReadOnlyList<RaisedEvent> Raised, IReadOnlyList<SendingEnd> Ends,
    IReadOnlyList<string> Old, IReadOnlyList<string> New, IReadOnlyList<(string Step, DateTimeOffset At)> Steps);

/// <summary>Where an event of a drill ended.</summary>
public enum EventPlace
{
    Old,
    New,
    Both,
    Dropped,
    Lost,
    Unexpected,
    Unexplained,
}

/// <summary>An event, where it ended and why.</summary>
/// <param name="Id">Event id.</param>
/// <param name="Service">Who raised it; "nobody" for a stranger.</param>
/// <param name="At">When it was raised; of a stranger, unknown.</param>
/// <param name="Place">Where it ended.</param>
/// <param name="Why">In a few words; empty where it is as it should be.</param>
public sealed record AccountedEvent(string Id, string Service, DateTimeOffset? At, EventPlace Place, string Why);
