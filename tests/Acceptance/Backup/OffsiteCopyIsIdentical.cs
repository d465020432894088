using Verification.Readiness.Evidence;

namespace Verification.Acceptance.Backup;

/// <summary>What the procedure copies elsewhere is, file by file, what it made.</summary>
public sealed class OffsiteCopyIsIdentical(AcceptanceRun run) : BackupCheck(run)
{
    /// <inheritdoc/>
    private protected override async Task<Observation> JudgeAsync(CheckContext context, BackupSession session, CancellationToken ct)
    {
        PracticeRun practice = await session.PracticeAsync(ct);
        return practice.Problem is string problem
            ? Observation.Unknown($"The procedure could not be practised: {problem}.", "script")
            : Observation.Of(
                context.Check, practice.OffsiteDifferences.Count, practice.OffsiteFiles, "script",
                practice.OffsiteDifferences.Count == 0 ? $"All {practice.OffsiteFiles} files of a backup arrived elsewhere unchanged." : practice.OffsiteDifferences[0], practice.OffsiteDifferences);
    }
}
