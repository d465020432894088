namespace Verification.Readiness.Cutover;

/// <summary>What became of the events that a service raised in one slice of a drill.</summary>
/// <param name="Ms">Start of the slice, milliseconds since the drill began; slices of a drill are equally long.</param>
/// <param name="Old">Stored at the old endpoint only.</param>
/// <param name="New">Stored at the new endpoint only.</param>
/// <param name="Both">Stored at both.</param>
/// <param name="Dropped">Dropped by the SDK, with a reason that it told.</param>
/// <param name="Lost">Stored nowhere, for a reason that is known.</param>
/// <param name="Unexplained">Stored nowhere, or where it must not be, and nobody knows why.</param>
public sealed record Slice(double Ms, int Old, int New, int Both, int Dropped, int Lost, int Unexplained);

/// <summary>A service's row of the timeline.</summary>
public sealed record ServiceTimeline(string Service, IReadOnlyList<Slice> Slices);

/// <summary>A step of the procedure, as it told it, in milliseconds since the drill began.</summary>
public sealed record StepMark(string Step, double Ms);

/// <summary>Where every event of a drill ended; the parts add up to <paramref name="Raised"/>.</summary>
/// <param name="Raised">Errors that services handed to the SDK.</param>
/// <param name="Old">Stored at the old endpoint only, where they belong.</param>
/// <param name="New">Stored at the new endpoint only, where they belong.</param>
/// <param name="Both">Stored at both, during a parallel phase.</param>
/// <param name="Dropped">Dropped by the SDK, by its reason.</param>
/// <param name="Lost">Stored nowhere, by "phase, service: reason".</param>
/// <param name="Unexpected">Stored on the wrong side, at both when one was meant, or raised by nobody.</param>
/// <param name="Unexplained">Nothing is known of them.</param>
public sealed record DrillAccount(
    int Raised, int Old, int New, int Both, IReadOnlyDictionary<string, int> Dropped, IReadOnlyDictionary<string, int> Lost, int Unexpected, int Unexplained);

/// <summary>A service over a switch.</summary>
/// <param name="Service">Its name.</param>
/// <param name="FirstAtNewMs">From the change of the file to its first event stored at the new endpoint; null when none came.</param>
/// <param name="LastAtOldMs">From the change of the file to its last event stored at the old endpoint; null when none came after it, negative when before.</param>
/// <param name="GapMs">Longest time between two stored events around its restart; null when it has no two.</param>
/// <param name="Lost">Its events lost.</param>
/// <param name="Restarted">Whether it has a new process and the same restart policy.</param>
public sealed record ServiceSwitch(string Service, double? FirstAtNewMs, double? LastAtOldMs, double? GapMs, int Lost, bool Restarted);

/// <summary>One drill.</summary>
public sealed record DrillRecord
{
    /// <summary>Such as "cutover" or "wrong-key".</summary>
    public required string Drill { get; init; }

    /// <summary>What is rehearsed, as a sentence.</summary>
    public required string Title { get; init; }

    /// <summary>Whether it ended as it should; null when it was not done.</summary>
    public required bool? Good { get; init; }

    /// <summary>What was seen, as a sentence.</summary>
    public required string Result { get; init; }

    /// <summary>The loss in one sentence.</summary>
    public required string Loss { get; init; }

    /// <summary>How long it took.</summary>
    public required double Milliseconds { get; init; }

    /// <summary>From the call of rollback.sh until every service was online again and reporting; null when nothing was rolled back.</summary>
    public required double? RollbackMs { get; init; }

    /// <summary>Where every event ended.</summary>
    public required DrillAccount Account { get; init; }

    /// <summary>Services x time.</summary>
    public required IReadOnlyList<ServiceTimeline> Timeline { get; init; }

    /// <summary>Steps of the procedure and faults given, in their order.</summary>
    public required IReadOnlyList<StepMark> Steps { get; init; }

    /// <summary>Each service over the switch; empty where there was none.</summary>
    public required IReadOnlyList<ServiceSwitch> Services { get; init; }

    /// <summary>The commands that were run, without keys.</summary>
    public required IReadOnlyList<string> Commands { get; init; }
}

/// <summary>All drills of a run, for the report; it decides nothing, the evidence does.</summary>
/// <param name="Procedure">Whose scripts, such as "cutover.sh and rollback.sh of scenarios/deployments/hardened/host-app".</param>
/// <param name="Application">What was switched, such as "9 services under PM2 7.0.4, @sentry/node 10.24.0".</param>
/// <param name="Drills">In the order in which they ran.</param>
/// <param name="Problem">Why the rehearsal broke off; null when it did not.</param>
public sealed record CutoverRecord(string Procedure, string Application, IReadOnlyList<DrillRecord> Drills, string? Problem);
