using Verification.Readiness.Evidence;

namespace Verification.Acceptance.Backup;

/// <summary>The longest time whose events a disaster can take: between two scheduled backups, and what a backup lags behind.</summary>
public sealed class RecoveryPointIsInBudget(AcceptanceRun run) : BackupCheck(run)
{
    /// <inheritdoc/>
    private protected override async Task<Observation> JudgeAsync(CheckContext context, BackupSession session, CancellationToken ct)
    {
        PracticeRun practice = await session.PracticeAsync(ct);
        RestoreRun restored = await session.RestoredAsync(ct);
        SourceRun source = await session.SourceAsync(ct);
        if (practice.IntervalHours is not double interval || restored.Problem is not null)
        {
            return Observation.Unknown(
                restored.Problem is string problem ? $"Nothing was restored whose newest event could be looked at: {problem}." : $"No schedule of backups is known{(practice.Problem is string why ? $": {why}" : "")}.", "files");
        }

        // By ledger: from the oldest event that the backup should have held and does not, or its own beginning, to its end.
        DateTimeOffset ended = source.Begun + source.Script.Elapsed;
        DateTimeOffset since = source.Written.Where(taken => taken.At < source.Begun && !restored.Events.Contains(taken.Id)).Select(taken => taken.At).Append(source.Begun).Min();
        int lost = source.Written.Count(taken => !restored.Events.Contains(taken.Id));
        double lag = (ended - since).TotalHours;
        return Observation.Of(
            context.Check, interval + lag, source.Written.Count, "files+ledger",
            $"Backups are {interval:0.##} h apart at most, and one lags {(ended - since).TotalSeconds:0.0} s behind; of {source.Written.Count} events acknowledged until the disaster, {(source.Disaster - ended).TotalSeconds:0.0} s after it, {lost} are not in the backup.");
    }
}
