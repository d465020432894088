using Verification.Fixtures.Backup;
using Verification.Fixtures.Sql;
using Verification.Fixtures.Sql.Fingerprints;
using Verification.Readiness.Backup;

namespace Verification.Acceptance.Backup;

/// <summary>The source, its backup made while events kept arriving, and the disaster.</summary>
internal sealed record SourceRun
{
    /// <summary>What it held.</summary>
    public required KnownData Known { get; init; }

    /// <summary>The canary: sent, stored and read just before the backup began.</summary>
    public required Acknowledged Canary { get; init; }

    /// <summary>Its message, which no other run's canary has.</summary>
    public required string CanaryText { get; init; }

    /// <summary>Whose procedure.</summary>
    public required string Procedure { get; init; }

    /// <summary>The server, such as "PostgreSQL 15.18".</summary>
    public required string Server { get; init; }

    /// <summary>The client programs, such as "pg_dump 15.18".</summary>
    public required string Tools { get; init; }

    /// <summary>How its run ended.</summary>
    public required ScriptRun Script { get; init; }

    /// <summary>The backup that it left; null when it left none.</summary>
    public required FoundBackup? Backup { get; init; }

    /// <summary>The source's content in the very snapshot that the dump was made of; null when the dump offered no snapshot.</summary>
    public required DatabaseFingerprint? Snapshot { get; init; }

    /// <summary>The same after the procedure had ended: events have come since, but the schema must not have changed.</summary>
    public required DatabaseFingerprint After { get; init; }

    /// <summary>Size of the database when it was backed up.</summary>
    public required long DatabaseBytes { get; init; }

    /// <summary>Every event acknowledged before the disaster, in its order.</summary>
    public required IReadOnlyList<Acknowledged> Written { get; init; }

    /// <summary>Events accepted and still queued when the disaster came; null when the queue can't be seen.</summary>
    public required long? Queued { get; init; }

    /// <summary>When the procedure began.</summary>
    public required DateTimeOffset Begun { get; init; }

    /// <summary>When the disaster came.</summary>
    public required DateTimeOffset Disaster { get; init; }

    /// <summary>An older dump of the same database, for the defect that puts it in the place of the new one; null otherwise.</summary>
    public required string? Yesterday { get; init; }

    /// <summary>The server that it was on: nothing may be restored there.</summary>
    public required DatabaseIdentity Identity { get; init; }

    /// <summary>Places that the sandbox moved, one sentence each.</summary>
    public required IReadOnlyList<string> Moved { get; init; }

    /// <summary>The user whom the restored files must be readable for; null for our own.</summary>
    public required string? ReadAs { get; init; }
}

/// <summary>The backup restored into an empty database and compared, before anything runs on it.</summary>
internal sealed record RestoreRun
{
    /// <summary>Database of the server that was restored into.</summary>
    public required string Database { get; init; }

    /// <summary>Whether the archive is whole; null when there is none.</summary>
    public ArchiveState? Archive { get; init; }

    /// <summary>How restoring ended; null when it was not tried.</summary>
    public RestoreState? Restore { get; init; }

    /// <summary>Whether the canary is in it, as sent; null when that could not be asked.</summary>
    public bool? HoldsCanary { get; init; }

    /// <summary>What was restored; null when nothing was.</summary>
    public DatabaseFingerprint? Content { get; init; }

    /// <summary>How it differs from the source's snapshot; null when that was not compared.</summary>
    public IReadOnlyList<FingerprintDifference>? Differences { get; init; }

    /// <summary>How its schema differs from the source's after the procedure; null when not compared.</summary>
    public IReadOnlyList<FingerprintDifference>? SchemaDrift { get; init; }

    /// <summary>Its indexes; null when not verified.</summary>
    public IndexReport? Indexes { get; init; }

    /// <summary>Ids of the source's events that are in it; empty when nothing was restored.</summary>
    public IReadOnlySet<string> Events { get; init; } = new HashSet<string>();

    /// <summary>The phases so far.</summary>
    public IReadOnlyList<RecoveryPhase> Phases { get; init; } = [];

    /// <summary>Other places that it was restored into.</summary>
    public IReadOnlyList<RestoreCase> Cases { get; init; } = [];

    /// <summary>Why nothing can be said about what was restored; null when something can.</summary>
    public string? Problem => Archive is not { Whole: true } ? "the archive is not whole"
        : Restore is not { Restored: true } ? "it could not be restored"
        : HoldsCanary != true ? "it is not a dump of this source at this time"
        : null;

    /// <summary>Whether nothing was found that differs from what was backed up; what could not be compared is not held against it.</summary>
    public bool IsFaithful => Problem is null && Differences is null or { Count: 0 } && SchemaDrift is null or { Count: 0 } && Indexes is null or { Available: false } or { Problems.Count: 0 };
}

/// <summary>Something that a restored target must do.</summary>
/// <param name="What">As a claim.</param>
/// <param name="Seen">What was seen instead; null when it holds.</param>
internal sealed record Function(string What, string? Seen);

/// <summary>The target, started on the restored database and used.</summary>
internal sealed record FunctionRun
{
    /// <summary>Everything that was tried.</summary>
    public IReadOnlyList<Function> Functions { get; init; } = [];

    /// <summary>Every DSN in use before: whether events sent with it are stored; what was seen instead.</summary>
    public IReadOnlyList<Function> Keys { get; init; } = [];

    /// <summary>Whether new events are stored at all.</summary>
    public bool Stores { get; init; }

    /// <summary>Whether what the old SECRET_KEY signed is still accepted; null when it could not be asked.</summary>
    public bool? KeepsSecretKey { get; init; }

    /// <summary>Migrate, start and first event.</summary>
    public IReadOnlyList<RecoveryPhase> Phases { get; init; } = [];

    /// <summary>Events that came back from the queue.</summary>
    public IReadOnlySet<string> FromQueue { get; init; } = new HashSet<string>();

    /// <summary>Why it was not tried; null when it was.</summary>
    public string? Problem { get; init; }
}

/// <summary>The procedure in quiet conditions, under faults, and twice at once.</summary>
internal sealed record PracticeRun
{
    /// <summary>Why it could not be practised; null when it could.</summary>
    public string? Problem { get; init; }

    /// <summary>Each fault and what the procedure made of it.</summary>
    public IReadOnlyList<FaultResult> Faults { get; init; } = [];

    /// <summary>What two runs at once left behind that is wrong.</summary>
    public IReadOnlyList<string> Overlap { get; init; } = [];

    /// <summary>What the two runs did, in words.</summary>
    public string OverlapSeen { get; init; } = "";

    /// <summary>Files of a good backup that are missing or different elsewhere.</summary>
    public IReadOnlyList<string> OffsiteDifferences { get; init; } = [];

    /// <summary>Files compared with their copies elsewhere.</summary>
    public int OffsiteFiles { get; init; }

    /// <summary>Longest time between two scheduled backups, in hours; null when no schedule is known.</summary>
    public double? IntervalHours { get; init; }

    /// <summary>How many days a backup is kept, as the script says; null when it does not.</summary>
    public int? RetentionDays { get; init; }
}

/// <summary>A rotation of the database password on the restored target.</summary>
/// <param name="Steps">What was done and seen.</param>
/// <param name="Surprises">What went wrong.</param>
/// <param name="Acknowledged">Events acknowledged during it.</param>
/// <param name="Problem">Why it was not tried; null when it was.</param>
internal sealed record RotationRun(IReadOnlyList<string> Steps, IReadOnlyList<string> Surprises, int Acknowledged, string? Problem)
{
    /// <summary>Whether the database still took the password from before, once all was done.</summary>
    public bool OldAccepted { get; init; }

    /// <summary>Whether it took the new one.</summary>
    public bool NewAccepted { get; init; }
}
