using Verification.Readiness.Catalogues;

namespace Verification.Readiness.Evidence;

/// <summary>What a check saw, before it is stamped: the figure, and what it was read from.</summary>
public sealed record Observation
{
    /// <summary>Pass, Fail, or Unknown when the question could not be answered.</summary>
    public required Outcome Outcome { get; init; }

    /// <summary>The figure in the threshold's unit; null when nothing could be measured.</summary>
    public double? Measured { get; init; }

    /// <summary>Half-width of the figure's uncertainty; 0 for a census.</summary>
    public double Error { get; init; }

    /// <summary>How many things were looked at.</summary>
    public int Samples { get; init; }

    /// <summary>One sentence: what was seen and what it means.</summary>
    public required string Reason { get; init; }

    /// <summary>What it was read from, such as "api+sql".</summary>
    public required string Source { get; init; }

    /// <summary>The findings themselves, one line each.</summary>
    public IReadOnlyList<string> Details { get; init; } = [];

    /// <summary>Where in the audited files each of <see cref="Details"/> was seen; empty when they are not about files.</summary>
    public IReadOnlyList<Place> Places { get; init; } = [];

    /// <summary>Judges a figure by the check's own threshold. Nothing looked at is Unknown, whatever the figure.</summary>
    public static Observation Of(
        CheckDefinition check, double measured, int samples, string source, string reason, IReadOnlyList<string>? details = null, double error = 0) => new()
    {
        Outcome = samples > 0 ? check.Threshold.Judge(measured, error) : Outcome.Unknown,
        // JSON has no NaN and no infinity: a figure that is not a number is no figure.
        Measured = double.IsFinite(measured) && double.IsFinite(error) ? measured : null,
        Error = double.IsFinite(error) ? error : 0,
        Samples = samples,
        Source = source,
        Reason = samples > 0 ? reason : $"Nothing could be looked at: {reason}",
        Details = details ?? [],
    };

    /// <summary>Judges a time of which only the looks before and after are known: it lies between them, and neither is the figure.</summary>
    /// <param name="check">The check.</param>
    /// <param name="from">The last look that did not see it, in the threshold's unit.</param>
    /// <param name="to">The first look that did, in the same unit.</param>
    /// <param name="samples">How many were looked at.</param>
    /// <param name="source">What it was read from.</param>
    /// <param name="reason">One sentence.</param>
    /// <param name="details">One line each.</param>
    public static Observation Between(CheckDefinition check, double from, double to, int samples, string source, string reason, IReadOnlyList<string>? details = null) =>
        Of(check, (from + to) / 2, samples, source, reason, details, error: (to - from) / 2);

    /// <summary>The question could not be answered.</summary>
    public static Observation Unknown(string reason, string source = "none", IReadOnlyList<string>? details = null) => new()
    {
        Outcome = Outcome.Unknown, Reason = reason, Source = source, Details = details ?? [],
    };
}
