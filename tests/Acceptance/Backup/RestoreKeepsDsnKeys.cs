using Verification.Fixtures.Sql.Fingerprints;
using Verification.Readiness.Evidence;

namespace Verification.Acceptance.Backup;

/// <summary>Every DSN in use before is accepted afterwards.</summary>
public sealed class RestoreKeepsDsnKeys(AcceptanceRun run) : BackupCheck(run)
{
    /// <inheritdoc/>
    private protected override async Task<Observation> JudgeAsync(CheckContext context, BackupSession session, CancellationToken ct)
    {
        RestoreRun restored = await session.RestoredAsync(ct);
        int keys = (await session.SourceAsync(ct)).Known.Keys.Count;
        if (restored is not { Problem: null, Differences: IReadOnlyList<FingerprintDifference> differences })
        {
            return Observation.Unknown($"There are no restored keys: {restored.Problem ?? "nothing was compared"}.");
        }

        string[] changed = [.. differences.Where(difference => difference.Part == FingerprintPart.Table && difference.Table.EndsWith(RestoredCheck.KeyTable, StringComparison.Ordinal)).Select(difference => difference.Text)];
        if (changed.Length > 0)
        {
            return Observation.Of(context.Check, keys, keys, "sql", $"The table of keys differs from the source's: {changed[0]}", changed);
        }

        FunctionRun function = await session.FunctionAsync(ct);
        if (function.Problem is string problem || !function.Stores)
        {
            return Observation.Unknown($"The keys are in the database, but none could be tried: {function.Problem ?? "the restored target stores nothing"}.", "sql");
        }

        string[] refused = [.. function.Keys.Where(key => key.Seen is not null).Select(key => $"{key.What}: {key.Seen}")];
        return Observation.Of(
            context.Check, refused.Length, keys, "ingest+sql",
            refused.Length == 0 ? $"All {keys} DSNs in use before are accepted by the restored target, and their events are stored." : $"{refused.Length} of {keys} DSNs no longer work.", refused);
    }
}
