using Verification.Readiness.Evidence;

namespace Verification.Acceptance.Backup;

/// <summary>A backup that fails ends with an error, tells somebody, and leaves nothing that looks like a backup.</summary>
public sealed class BackupFailureIsLoud(AcceptanceRun run) : BackupCheck(run)
{
    /// <inheritdoc/>
    private protected override async Task<Observation> JudgeAsync(CheckContext context, BackupSession session, CancellationToken ct)
    {
        PracticeRun practice = await session.PracticeAsync(ct);
        string[] silent = [.. practice.Faults.Where(fault => !fault.Noticed).Select(fault => $"{fault.Fault}: {fault.Result}")];
        return practice.Problem is string problem
            ? Observation.Unknown($"The procedure could not be practised: {problem}.", "script")
            : Observation.Of(
                context.Check, silent.Length, practice.Faults.Count, "script",
                silent.Length == 0 ? $"All {practice.Faults.Count} faults were noticed: {string.Join(", ", practice.Faults.Select(fault => fault.Fault))}." : $"{silent.Length} of {practice.Faults.Count} faults went unnoticed: {silent[0]}",
                [.. practice.Faults.Select(fault => $"{fault.Fault}: {fault.Result}")]);
    }
}
