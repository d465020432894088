using Verification.Fixtures.Backup;
using Verification.Readiness.Evidence;

namespace Verification.Acceptance.Backup;

/// <summary>The procedure left an archive that the user who restores can read to its end, with checksums that fit.</summary>
public sealed class BackupArchiveIsWhole(AcceptanceRun run) : BackupCheck(run)
{
    private const int TimedOut = 124;

    /// <inheritdoc/>
    private protected override async Task<Observation> JudgeAsync(CheckContext context, BackupSession session, CancellationToken ct)
    {
        SourceRun source = await session.SourceAsync(ct);
        if (source.Script.ExitCode != 0 || source.Backup is null)
        {
            string printed = PracticeStage.LastLine(source.Script);
            // A call that the sandbox refused is its shortcoming, not the procedure's.
            return source.Script.ExitCode == TimedOut ? Observation.Unknown($"{source.Procedure} did not end within the time that a rehearsal gives it.", "script")
                : source.Script.Refused.Any()
                ? Observation.Unknown($"{source.Procedure} needs what can't be rehearsed here: {string.Join(' ', source.Script.Refused.First().Arguments)}", "script")
                : Observation.Of(context.Check, 1, 1, "script", $"{source.Procedure} ended with {source.Script.ExitCode} and left {(source.Backup is null ? "no backup" : "an archive")}: {printed}");
        }

        ArchiveState state = (await session.RestoredAsync(ct)).Archive!;
        return Observation.Of(
            context.Check, state.Whole ? 0 : 1, source.Backup.Files.Count, "archive",
            state.Whole ? $"{source.Backup.Name} ({source.Backup.Description}) is whole: {state.Detail}." : $"{source.Backup.Name} can't be restored from: {state.Detail}.");
    }
}
