namespace Verification.Readiness.Evidence;

/// <summary>One stamped observation: a line of evidence.jsonl.</summary>
public sealed record EvidenceLine
{
    /// <summary>Version of this line's shape.</summary>
    public required int SchemaVersion { get; init; }

    /// <summary>The run that saw it.</summary>
    public required string RunId { get; init; }

    /// <summary>Id of the check.</summary>
    public required string Check { get; init; }

    /// <summary>When it was seen (UTC).</summary>
    public required DateTimeOffset ObservedAt { get; init; }

    /// <summary>Digest of what was looked at; evidence about something else counts as missing.</summary>
    public required string Subject { get; init; }

    /// <summary>What the observer concluded.</summary>
    public required Outcome Outcome { get; init; }

    /// <summary>The figure, in the threshold's unit; null when nothing could be measured.</summary>
    public required double? Measured { get; init; }

    /// <summary>The bound it was held against.</summary>
    public required Threshold Threshold { get; init; }

    /// <summary>Half-width of the figure's uncertainty; 0 for a census.</summary>
    public required double Error { get; init; }

    /// <summary>How many things were looked at.</summary>
    public required int Samples { get; init; }

    /// <summary>What it was read from.</summary>
    public required string Source { get; init; }

    /// <summary>One sentence: what was seen and what it means.</summary>
    public required string Reason { get; init; }

    /// <summary>The findings themselves.</summary>
    public required IReadOnlyList<string> Details { get; init; }

    /// <summary>Where in the audited files each of <see cref="Details"/> was seen; empty when they are not about files.</summary>
    public IReadOnlyList<Place> Places { get; init; } = [];

    /// <summary>How long the check took, in milliseconds.</summary>
    public required double DurationMs { get; init; }

    /// <summary>The shape written today.</summary>
    public const int CurrentSchema = 1;

    /// <summary>What the line proves: a Pass that its own figures contradict, or that looked at nothing, is not a Pass.</summary>
    public Outcome Proven() => (Outcome, Measured) switch
    {
        (Outcome.Pass, null) => Outcome.Unknown,
        (Outcome.Pass, _) when Samples <= 0 => Outcome.Unknown,
        (_, null) => Outcome,
        (_, double measured) => Outcomes.Worst(Outcome, Samples > 0 ? Threshold.Judge(measured, Error) : Outcome.Unknown),
    };
}
