using Verification.Readiness.Backup;
using Verification.Readiness.Cutover;
using Verification.Readiness.Evidence;
using Verification.Readiness.Ledger;
using Verification.Readiness.Load;

namespace Verification.Readiness.Verdicts;

/// <summary>A check that stands in the way or puts a condition, with what to do about it.</summary>
public sealed record Finding(string Check, string Question, Severity Severity, string Reason, string Remediation, int Minutes, string? WaivedBy);

/// <summary>One check in verdict.json.</summary>
public sealed record CheckEntry
{
    public required string Id { get; init; }
    public required string Area { get; init; }
    public required string Category { get; init; }
    public required string Question { get; init; }
    public required Requirement Requirement { get; init; }
    public required Severity Severity { get; init; }
    public required Outcome Outcome { get; init; }
    public required double? Measured { get; init; }
    public required Threshold Threshold { get; init; }
    public required string Unit { get; init; }
    public required string Source { get; init; }
    public required string SeenThrough { get; init; }
    public required int Samples { get; init; }
    public required string Reason { get; init; }
    public required IReadOnlyList<string> Details { get; init; }
    public required IReadOnlyList<Place> Places { get; init; }
    public required Method Method { get; init; }
    public required string? ProvenBy { get; init; }
    public required double Points { get; init; }
    public required string Why { get; init; }
    public required string Remediation { get; init; }
    public required int Minutes { get; init; }
    public required IReadOnlyList<string> Evidence { get; init; }
    public required double DurationMs { get; init; }
}

/// <summary>verdict.json: the one document from which every other output of a run is rendered.</summary>
public sealed record VerdictDocument
{
    public required int SchemaVersion { get; init; }
    public required string RunId { get; init; }
    public required string Verdict { get; init; }
    public required RunScope Scope { get; init; }
    public required bool Rehearsal { get; init; }
    public required bool Gate { get; init; }
    public required int ExitCode { get; init; }
    public required RubricRecord? Rubric { get; init; }
    public required DeploymentRecord? Deployment { get; init; }
    public required PreviousRun? Previous { get; init; }
    public required TargetRecord Target { get; init; }
    public required IReadOnlyList<Finding> Blockers { get; init; }
    public required IReadOnlyList<Finding> Inconclusive { get; init; }
    public required IReadOnlyList<Finding> Conditions { get; init; }
    public required IReadOnlyList<string> Unmet { get; init; }
    public required IReadOnlyList<CheckEntry> Checks { get; init; }
    public required IReadOnlyList<string> NotRehearsed { get; init; }
    public required IReadOnlyList<NotExercised> NotExercised { get; init; }
    public required IReadOnlyList<SdkLoss> SdkDefaultLosses { get; init; }
    public required SdkReplayRecord? SdkReplay { get; init; }
    public required Score Score { get; init; }
    public required LedgerSummary? Ledger { get; init; }
    public required LoadRecord? Load { get; init; }
    public required BackupRecord? Backup { get; init; }
    public required CutoverRecord? Cutover { get; init; }
    public required IReadOnlyList<PhaseTiming> Timings { get; init; }
    public required HostRecord Host { get; init; }
    public required string Commit { get; init; }
    public required bool WorkTreeDirty { get; init; }
    public required long Seed { get; init; }
    public required DateTimeOffset StartedAt { get; init; }
    public required DateTimeOffset EvaluatedAt { get; init; }

    /// <summary>The shape written today; raised when a reader would have to change.</summary>
    public const int CurrentSchema = 1;
}
