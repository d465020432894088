using Verification.Fixtures.Sql.Fingerprints;
using Verification.Readiness.Evidence;

namespace Verification.Acceptance.Backup;

/// <summary>Every foreign key is there, was checked, and no row breaks it.</summary>
public sealed class RestoredReferencesHold(AcceptanceRun run) : RestoredCheck(run)
{
    /// <inheritdoc/>
    private protected override string Things => "foreign keys";

    /// <inheritdoc/>
    private protected override bool Belongs(FingerprintDifference difference) => difference.Part == FingerprintPart.Reference;

    /// <inheritdoc/>
    private protected override int Count(DatabaseFingerprint content) => content.References.Count;

    /// <inheritdoc/>
    private protected override string Whole(DatabaseFingerprint content, SourceRun source) =>
        $"All {content.References.Count} foreign keys are there, valid and unbroken.";
}
