using Verification.Readiness.Evidence;

namespace Verification.Acceptance.Backup;

/// <summary>The target, started on the restored database, does what it did before: log-in, token, old events, grouping, numbering, search, statistics, states.</summary>
public sealed class RestoredTargetWorks(AcceptanceRun run) : BackupCheck(run)
{
    /// <inheritdoc/>
    private protected override async Task<Observation> JudgeAsync(CheckContext context, BackupSession session, CancellationToken ct)
    {
        FunctionRun function = await session.FunctionAsync(ct);
        if (function.Problem is string problem)
        {
            return Observation.Unknown($"The target was not started on what was restored: {problem}.");
        }

        string[] broken = [.. function.Functions.Where(tried => tried.Seen is not null).Select(tried => $"{tried.What}: {tried.Seen}")];
        return Observation.Of(
            context.Check, broken.Length, function.Functions.Count, "api+ingest+sql",
            broken.Length == 0 ? $"All {function.Functions.Count} things that were tried work: {string.Join("; ", function.Functions.Select(tried => tried.What))}." : $"{broken.Length} of {function.Functions.Count} things don't work: {broken[0]}", broken);
    }
}
