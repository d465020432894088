using Verification.Readiness.Backup;
using Verification.Readiness.Cutover;
using Verification.Readiness.Ledger;
using Verification.Readiness.Load;

namespace Verification.Readiness.Verdicts;

/// <summary>A part of the target and its version, such as postgres 15.18.</summary>
public sealed record TargetPart(string Name, string Version, string Detail);

/// <summary>What was asked, and how it is told apart from anything else.</summary>
/// <param name="Kind">Containers, embedded, attached or files.</param>
/// <param name="Reason">Why this target was chosen.</param>
/// <param name="Product">What answers, such as "GlitchTip" or "reference target".</param>
/// <param name="Version">What it calls itself; empty while unknown.</param>
/// <param name="Subject">Digest that evidence must carry to count.</param>
/// <param name="Parts">Its parts.</param>
public sealed record TargetRecord(
    TargetKind Kind, string Reason, string Product, string Version, string Subject, IReadOnlyList<TargetPart> Parts);

/// <summary>The machine that asked.</summary>
public sealed record HostRecord(int Cores, long MemoryBytes, string Kernel, string Cgroup);

/// <summary>How long a phase of the run took, in milliseconds.</summary>
public sealed record PhaseTiming(string Phase, double Ms);

/// <summary>Something the run could not exercise, and why.</summary>
public sealed record NotExercised(string What, string Reason);

/// <summary>What the SDK itself changes or drops before anything is sent.</summary>
/// <param name="Scenario">Which scenario.</param>
/// <param name="Lost">Paths and values, one line each.</param>
public sealed record SdkLoss(string Scenario, IReadOnlyList<string> Lost);

/// <summary>All that a verdict depends on besides the catalogue and the evidence: run.json of a bundle.</summary>
public sealed record RunRecord
{
    /// <summary>Version of this shape.</summary>
    public int SchemaVersion { get; init; } = 1;

    /// <summary>Name of the run.</summary>
    public required string RunId { get; init; }

    /// <summary>How much of the catalogue it may speak for.</summary>
    public required RunScope Scope { get; init; }

    /// <summary>Areas selected with --only; empty means all.</summary>
    public IReadOnlyList<string> Areas { get; init; } = [];

    /// <summary>Subset of the static checks; null means all.</summary>
    public RubricRecord? Rubric { get; init; }

    /// <summary>What the static checks read; null when nothing was audited.</summary>
    public DeploymentRecord? Deployment { get; init; }

    /// <summary>The run it is compared with (--previous); never decides.</summary>
    public PreviousRun? Previous { get; init; }

    /// <summary>What was asked.</summary>
    public required TargetRecord Target { get; init; }

    /// <summary>When the run began (UTC).</summary>
    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>The moment at which evidence is judged fresh or expired (UTC); recorded, so that re-evaluation gives the same.</summary>
    public required DateTimeOffset EvaluatedAt { get; init; }

    /// <summary>Commit of the harness.</summary>
    public required string Commit { get; init; }

    /// <summary>Whether the harness's work tree differed from that commit.</summary>
    public required bool WorkTreeDirty { get; init; }

    /// <summary>Seed that replays the run.</summary>
    public required long Seed { get; init; }

    /// <summary>The machine that asked.</summary>
    public required HostRecord Host { get; init; }

    /// <summary>Whether the run was for the decision (--gate).</summary>
    public bool Gate { get; init; }

    /// <summary>Conditions of a decision that were not met, each of which prevents GO.</summary>
    public IReadOnlyList<string> Unmet { get; init; } = [];

    /// <summary>Why the run ended early, if it did.</summary>
    public string? Interrupted { get; init; }

    /// <summary>Why the harness itself failed, if it did.</summary>
    public string? HarnessFailure { get; init; }

    /// <summary>What could not be exercised.</summary>
    public IReadOnlyList<NotExercised> NotExercised { get; init; } = [];

    /// <summary>What the SDK itself loses with its default settings.</summary>
    public IReadOnlyList<SdkLoss> SdkDefaultLosses { get; init; } = [];

    /// <summary>What became of every scenario with every SDK; null when none was replayed.</summary>
    public SdkReplayRecord? SdkReplay { get; init; }

    /// <summary>Where the events sent ended; null when none were sent.</summary>
    public LedgerSummary? Ledger { get; init; }

    /// <summary>What the load plans did and saw; null when none ran.</summary>
    public LoadRecord? Load { get; init; }

    /// <summary>What was backed up, restored and lost; null when no backup was rehearsed.</summary>
    public BackupRecord? Backup { get; init; }

    /// <summary>Where every event of the rehearsed cutovers and rollbacks ended; null when none was rehearsed.</summary>
    public CutoverRecord? Cutover { get; init; }

    /// <summary>How long each phase took.</summary>
    public IReadOnlyList<PhaseTiming> Timings { get; init; } = [];

    /// <summary>Whether nothing that this target says can decide.</summary>
    public bool Rehearsal => Target.Kind == TargetKind.Embedded;
}
