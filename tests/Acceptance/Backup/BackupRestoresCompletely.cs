using Verification.Fixtures.Sql.Fingerprints;
using Verification.Readiness.Evidence;

namespace Verification.Acceptance.Backup;

/// <summary>Every table and partition is there again, with the rows of the very snapshot that the dump was made of.</summary>
public sealed class BackupRestoresCompletely(AcceptanceRun run) : RestoredCheck(run)
{
    /// <inheritdoc/>
    private protected override Observation? JudgeUnrestored(CheckContext context, RestoreRun restored) => restored is { Archive.Whole: true, Restore: { Restored: false } state }
        ? Observation.Of(context.Check, 1, 1, "pg_restore", $"The archive is whole and can't be restored into an empty database: {state.Detail}")
        : null;

    /// <inheritdoc/>
    private protected override IEnumerable<string> Elsewhere(RestoreRun restored) => restored.Cases.Where(place => place is { MustSucceed: true, Good: false }).Select(place => $"restored into {place.Into}: {place.Result}");

    /// <inheritdoc/>
    private protected override string Things => "tables";

    /// <inheritdoc/>
    private protected override bool Belongs(FingerprintDifference difference) => difference.Part == FingerprintPart.Table && !IsKeys(difference);

    /// <inheritdoc/>
    private protected override int Count(DatabaseFingerprint content) => content.Tables.Count;

    /// <inheritdoc/>
    private protected override string Whole(DatabaseFingerprint content, SourceRun source) =>
        $"{content.Tables.Count} tables with {content.Tables.Values.Sum(table => table.Rows)} rows are identical to the source in the snapshot of the dump, which {source.Written.Count} events kept changing.";
}
