using Verification.Fixtures.Sql.Fingerprints;
using Verification.Readiness.Evidence;

namespace Verification.Acceptance.Backup;

/// <summary>Every sequence gives a number above what its column holds.</summary>
public sealed class RestoredSequencesContinue(AcceptanceRun run) : RestoredCheck(run)
{
    /// <inheritdoc/>
    private protected override string Things => "sequences";

    /// <inheritdoc/>
    private protected override bool Belongs(FingerprintDifference difference) => difference.Part == FingerprintPart.Sequence;

    /// <inheritdoc/>
    private protected override int Count(DatabaseFingerprint content) => content.Sequences.Count;

    /// <inheritdoc/>
    private protected override string Whole(DatabaseFingerprint content, SourceRun source) =>
        $"All {content.Sequences.Count} sequences go on above the highest number in use.";
}
