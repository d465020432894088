namespace Verification.Readiness.Backup;

/// <summary>The archive that a backup left behind.</summary>
/// <param name="Name">Its file, below the backup directory.</param>
/// <param name="Format">Such as "pg_dump custom" or "plain SQL, gzip".</param>
/// <param name="Bytes">Size of the dump.</param>
/// <param name="DatabaseBytes">Size of the database it was made from.</param>
/// <param name="Milliseconds">How long the whole procedure took.</param>
/// <param name="Verified">What of it proves that it is whole, such as "SHA256SUMS of 3 files; read to its end".</param>
public sealed record ArchiveRecord(string Name, string Format, long Bytes, long DatabaseBytes, double Milliseconds, string Verified);

/// <summary>What a disaster right after the backup lost, by ledger.</summary>
/// <param name="Acknowledged">Events answered with 200 before the disaster.</param>
/// <param name="Restored">Of these, in the restored database.</param>
/// <param name="FromQueue">Of these, not in the dump and stored from the queue afterwards, because Redis had survived.</param>
/// <param name="Lost">Of these, gone.</param>
/// <param name="NewestAcknowledged">When the newest was acknowledged (UTC).</param>
/// <param name="NewestRestored">When the newest one restored had been acknowledged (UTC); null when none was.</param>
/// <param name="WindowMs">From the one to the other: the recovery point as measured.</param>
/// <param name="IntervalHours">Longest time between two scheduled backups; null when no schedule is known.</param>
public sealed record RecoveryPoint(
    int Acknowledged, int Restored, int FromQueue, int Lost, DateTimeOffset NewestAcknowledged, DateTimeOffset? NewestRestored, double WindowMs, double? IntervalHours);

/// <summary>A phase of a recovery.</summary>
/// <param name="Name">fetch, create, restore, migrate, start or first event.</param>
/// <param name="What">What is done in it, in words.</param>
/// <param name="Command">How a person does it; empty where there is nothing to type.</param>
/// <param name="Milliseconds">How long it took here.</param>
public sealed record RecoveryPhase(string Name, string What, string Command, double Milliseconds);

/// <summary>Something that no dump of the database holds.</summary>
/// <param name="What">Such as "events accepted and still queued".</param>
/// <param name="AtStake">How much of it there was.</param>
/// <param name="Kept">What became of it in this drill.</param>
public sealed record Stake(string What, string AtStake, string Kept);

/// <summary>One place that the backup was restored into.</summary>
/// <param name="Into">Such as "an empty database" or "a database where migrations had run".</param>
/// <param name="Result">What happened.</param>
/// <param name="Good">Whether that is what should happen; null when it was not tried.</param>
/// <param name="MustSucceed">Whether it should succeed rather than be refused.</param>
public sealed record RestoreCase(string Into, string Result, bool? Good, bool MustSucceed = false);

/// <summary>A fault that the procedure was given.</summary>
/// <param name="Fault">Such as "pg_dump killed half-way".</param>
/// <param name="Result">What the procedure did.</param>
/// <param name="Noticed">Whether it ended with an error, told somebody and left nothing that looks like a backup.</param>
public sealed record FaultResult(string Fault, string Result, bool Noticed);

/// <summary>A simulated day of the retention.</summary>
/// <param name="Day">From 1.</param>
/// <param name="Event">What was special: "" for nothing, else such as "the dump fails", "no run", "clock set back".</param>
/// <param name="Kept">Whole backups at the end of the day.</param>
/// <param name="Promised">How many there should be.</param>
public sealed record RetentionDay(int Day, string Event, int Kept, int Promised);

/// <summary>The simulated retention.</summary>
/// <param name="PromisedDays">How long a backup is to be kept.</param>
/// <param name="Days">In their order.</param>
/// <param name="Wrong">Every backup that was gone too early or kept too long, one sentence each.</param>
public sealed record RetentionRecord(int PromisedDays, IReadOnlyList<RetentionDay> Days, IReadOnlyList<string> Wrong);

/// <summary>What was backed up, restored and seen, for the report and the runbook; it decides nothing, the evidence does.</summary>
public sealed record BackupRecord
{
    /// <summary>Whose procedure, such as "backup.sh of scenarios/deployments/hardened".</summary>
    public required string Procedure { get; init; }

    /// <summary>The database server, such as "PostgreSQL 15.18".</summary>
    public required string Server { get; init; }

    /// <summary>The client programs, such as "pg_dump 15.18".</summary>
    public required string Tools { get; init; }

    /// <summary>What the source held, such as "14 users", one entry per kind.</summary>
    public required IReadOnlyList<string> Source { get; init; }

    /// <summary>The archive; null when none was made.</summary>
    public required ArchiveRecord? Archive { get; init; }

    /// <summary>What would be lost; null when nothing was restored.</summary>
    public required RecoveryPoint? Point { get; init; }

    /// <summary>What the recovery took, in its order; empty when nothing was restored.</summary>
    public required IReadOnlyList<RecoveryPhase> Recovery { get; init; }

    /// <summary>Bytes that the database grows by per event; null when not measured.</summary>
    public required double? BytesPerEvent { get; init; }

    /// <summary>What no dump holds.</summary>
    public required IReadOnlyList<Stake> NotInTheDump { get; init; }

    /// <summary>Where it was restored into.</summary>
    public required IReadOnlyList<RestoreCase> Cases { get; init; }

    /// <summary>Faults given to the procedure.</summary>
    public required IReadOnlyList<FaultResult> Faults { get; init; }

    /// <summary>The simulated retention; null when it was not simulated.</summary>
    public required RetentionRecord? Retention { get; init; }

    /// <summary>The password rotation, step by step; empty when it was not rehearsed.</summary>
    public required IReadOnlyList<string> Rotation { get; init; }

    /// <summary>Why the rehearsal broke off; null when it did not.</summary>
    public required string? Problem { get; init; }
}
