using System.Text.Json.Serialization;
using Verification.Readiness.Verdicts;

namespace Verification.Readiness.History;

/// <summary>How a run came to its end.</summary>
public enum RunEnd
{
    Completed,
    Interrupted,
    HarnessFailed,
}

/// <summary>What was asked.</summary>
/// <param name="Kind">Containers, embedded, attached or files.</param>
/// <param name="Product">What answered.</param>
/// <param name="Version">What it called itself; empty while unknown.</param>
/// <param name="Subject">Digest that tells it apart from anything else.</param>
public sealed record HistoryTarget(TargetKind Kind, string Product, string Version, string Subject);

/// <summary>The machine that asked.</summary>
public sealed record HistoryHost(int Cores, long MemoryBytes);

/// <summary>What one check came to.</summary>
/// <param name="Outcome">Pass, fail or unknown.</param>
/// <param name="Value">The figure in <paramref name="Unit"/>; null when nothing was measured.</param>
/// <param name="Unit">Its unit.</param>
/// <param name="Samples">How many things were looked at.</param>
/// <param name="Threshold">The bound that decided.</param>
public sealed record HistoryCheck(Outcome Outcome, double? Value, string Unit, int Samples, Threshold Threshold)
{
    /// <summary>The figure where it is one that something was concluded from; null otherwise.</summary>
    [JsonIgnore]
    public double? Trusted => Outcome != Outcome.Unknown && Value is double value && double.IsFinite(value) ? value : null;
}

/// <summary>One run as a line of history.jsonl: taken from its verdict, whose texts have passed the redaction at the evidence boundary.</summary>
public sealed record HistoryEntry
{
    /// <summary>The shape written today; raised when a reader would have to change.</summary>
    public const int CurrentSchema = 1;

    public required int SchemaVersion { get; init; }
    public required string RunId { get; init; }
    public required DateTimeOffset EvaluatedAt { get; init; }
    public required string Commit { get; init; }
    public required bool Dirty { get; init; }
    public required RunScope Scope { get; init; }
    public required IReadOnlyList<string> Areas { get; init; }
    public required double Scale { get; init; }

    /// <summary>Seeded defects and versions whose behaviours were shown: such runs say nothing about runs without.</summary>
    public required IReadOnlyList<string> Seeded { get; init; }

    public required HistoryTarget Target { get; init; }
    public required RunEnd Ended { get; init; }
    public required string Verdict { get; init; }
    public required int ExitCode { get; init; }
    public required double Score { get; init; }
    public required string Grade { get; init; }
    public required long Seed { get; init; }
    public required HistoryHost Host { get; init; }
    public required IReadOnlyDictionary<string, HistoryCheck> Checks { get; init; }

    /// <summary>The line of a run.</summary>
    /// <param name="verdict">Its verdict.</param>
    /// <param name="run">What the verdict depends on; of it only how the run ended and which areas it asked.</param>
    /// <param name="scale">Length of its load plans; 1 is full length.</param>
    /// <param name="seeded">Its seeded behaviour.</param>
    public static HistoryEntry Of(VerdictDocument verdict, RunRecord run, double scale, IEnumerable<string> seeded) => new()
    {
        SchemaVersion = CurrentSchema,
        RunId = verdict.RunId,
        EvaluatedAt = verdict.EvaluatedAt,
        Commit = verdict.Commit,
        Dirty = verdict.WorkTreeDirty,
        Scope = verdict.Scope,
        Areas = [.. run.Areas.Order(StringComparer.Ordinal)],
        Scale = scale,
        Seeded = [.. seeded.Order(StringComparer.Ordinal)],
        Target = new(verdict.Target.Kind, verdict.Target.Product, verdict.Target.Version, verdict.Target.Subject),
        Ended = run switch { { HarnessFailure: not null } => RunEnd.HarnessFailed, { Interrupted: not null } => RunEnd.Interrupted, _ => RunEnd.Completed },
        Verdict = verdict.Verdict,
        ExitCode = verdict.ExitCode,
        Score = verdict.Score.Total,
        Grade = verdict.Score.Grade,
        Seed = verdict.Seed,
        Host = new(verdict.Host.Cores, verdict.Host.MemoryBytes),
        Checks = verdict.Checks.DistinctBy(check => check.Id).ToDictionary(check => check.Id, CheckOf),
    };

    // JSON has no NaN; a figure that is none is no figure.
    private static HistoryCheck CheckOf(CheckEntry check) => new(
        check.Outcome, check.Measured is double measured && double.IsFinite(measured) ? measured : null, check.Unit, check.Samples, check.Threshold);
}
