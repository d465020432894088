using Verification.Fixtures.Sql.Fingerprints;
using Verification.Readiness.Evidence;

namespace Verification.Acceptance.Backup;

/// <summary>A question about the restored database, compared with the source before anything ran on it; of a part of the differences.</summary>
public abstract class RestoredCheck(AcceptanceRun run) : BackupCheck(run)
{
    /// <summary>The table of DSN keys, which a check of its own is about.</summary>
    internal const string KeyTable = "projects_projectkey";

    /// <inheritdoc/>
    private protected sealed override async Task<Observation> JudgeAsync(CheckContext context, BackupSession session, CancellationToken ct)
    {
        RestoreRun restored = await session.RestoredAsync(ct);
        SourceRun source = await session.SourceAsync(ct);
        if (JudgeUnrestored(context, restored) is Observation unrestored)
        {
            return unrestored;
        }

        if (restored.Problem is string problem)
        {
            return Observation.Unknown($"There is nothing to compare: {problem}.");
        }

        if (restored.Differences is not IReadOnlyList<FingerprintDifference> differences)
        {
            return Observation.Unknown("The procedure's dump offers no snapshot to compare with (it is not made by pg_dump), and the source went on changing.");
        }

        string[] found = [.. Elsewhere(restored), .. differences.Concat(restored.SchemaDrift!).Where(Belongs).Select(difference => difference.Text).Distinct()];
        int looked = Count(restored.Content!);
        return Observation.Of(
            context.Check, found.Length, looked, "sql",
            found.Length == 0 ? $"{Whole(restored.Content!, source)}" : $"{found.Length} of {looked} {Things} differ: {found[0]}", found);
    }

    /// <summary>What to say when a whole archive could not be restored; null to leave it open.</summary>
    private protected virtual Observation? JudgeUnrestored(CheckContext context, RestoreRun restored) => null;

    /// <summary>Whether a difference is of this question.</summary>
    private protected abstract bool Belongs(FingerprintDifference difference);

    /// <summary>What else counts, one sentence each.</summary>
    private protected virtual IEnumerable<string> Elsewhere(RestoreRun restored) => [];

    /// <summary>How many things of this question were compared.</summary>
    private protected abstract int Count(DatabaseFingerprint content);

    /// <summary>What these things are.</summary>
    private protected abstract string Things { get; }

    /// <summary>What holds when there is no difference, as a sentence.</summary>
    private protected abstract string Whole(DatabaseFingerprint content, SourceRun source);

    /// <summary>Whether a table is the one of the keys.</summary>
    private protected static bool IsKeys(FingerprintDifference difference) => difference.Table.EndsWith(KeyTable, StringComparison.Ordinal);
}
