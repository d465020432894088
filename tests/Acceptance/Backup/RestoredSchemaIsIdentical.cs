using Verification.Fixtures.Sql.Fingerprints;
using Verification.Readiness.Evidence;

namespace Verification.Acceptance.Backup;

/// <summary>Columns, indexes, constraints, partitions, functions, triggers, extensions, collations and comments are as at the source, which did not change while it was backed up.</summary>
public sealed class RestoredSchemaIsIdentical(AcceptanceRun run) : RestoredCheck(run)
{
    /// <inheritdoc/>
    private protected override string Things => "definitions";

    /// <inheritdoc/>
    private protected override bool Belongs(FingerprintDifference difference) => difference.Part == FingerprintPart.Schema;

    /// <inheritdoc/>
    private protected override int Count(DatabaseFingerprint content) => content.Schema.Count;

    /// <inheritdoc/>
    private protected override string Whole(DatabaseFingerprint content, SourceRun source) =>
        $"All {content.Schema.Count} definitions are identical, and no migration ran meanwhile.";
}
