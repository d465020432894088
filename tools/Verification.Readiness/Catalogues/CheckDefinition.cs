using System.Text.Json.Serialization;
using Verification.Readiness.Rules;

namespace Verification.Readiness.Catalogues;

/// <summary>One claim about the target, as its check.yaml states it.</summary>
public sealed record CheckDefinition
{
    /// <summary>The claim as a name that holds or doesn't, such as AckedEventsAreStored.</summary>
    public required string Id { get; init; }

    /// <summary>The capability it belongs to; the name of the folder above, and what `--only` selects.</summary>
    public required string Area { get; init; }

    /// <summary>The question, in one sentence.</summary>
    public required string Question { get; init; }

    /// <summary>Score category (see <see cref="Verdicts.ScoreCategories"/>).</summary>
    public required string Category { get; init; }

    /// <summary>Required checks block; recommended ones become conditions.</summary>
    public required Requirement Requirement { get; init; }

    /// <summary>Why it is required or recommended, in one line.</summary>
    public required string Why { get; init; }

    /// <summary>Orders findings; never decides.</summary>
    public required Severity Severity { get; init; }

    /// <summary>Points taken from the category's 100 when the check fails or is unknown.</summary>
    public required double Points { get; init; }

    /// <summary>Targets on which the question can be asked.</summary>
    public required IReadOnlyList<TargetKind> AppliesTo { get; init; }

    /// <summary>False while nothing asks the question yet: it then stands in the catalogue and is Unknown.</summary>
    public required bool Built { get; init; }

    /// <summary>Whether files answer it or only a running deployment can.</summary>
    public Method Method { get; init; } = Method.Behavioural;

    /// <summary>The behavioural check that proves what this one only reads from files; null when there is none.</summary>
    public string? ProvenBy { get; init; }

    /// <summary>What a static check asks of the files; not recorded in bundles, which are judged by their evidence.</summary>
    [JsonIgnore]
    public Rule? Rule { get; init; }

    /// <summary>The bound that measured figures are held against.</summary>
    public required Threshold Threshold { get; init; }

    /// <summary>Where the requirement comes from.</summary>
    public required string Source { get; init; }

    /// <summary>What to do when it fails.</summary>
    public required string Remediation { get; init; }

    /// <summary>Effort of the remediation in minutes.</summary>
    public required int Minutes { get; init; }
}
