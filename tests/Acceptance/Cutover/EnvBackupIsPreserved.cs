using Verification.Readiness.Evidence;

namespace Verification.Acceptance.Cutover;

/// <summary>What .env held before the cutover is kept beside it, byte for byte and for its owner alone, also after the rollback.</summary>
public sealed class EnvBackupIsPreserved(AcceptanceRun run) : MainDrillCheck(run)
{
    private const UnixFileMode Others = UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.GroupExecute | UnixFileMode.OtherRead | UnixFileMode.OtherWrite | UnixFileMode.OtherExecute;

    /// <inheritdoc/>
    private protected override Observation Judge(CheckContext context, MainRun run)
    {
        if (run.Cutover?.ExitCode is not (0 or 1))
        {
            return Observation.Unknown($"There was no cutover whose backup could be looked at: {Said(run.Cutover)}", "files");
        }

        List<string> found = [];
        if (run.Backup is null)
        {
            found.Add("no file beside .env holds what it held before the cutover");
        }
        else
        {
            found.AddRange((run.BackupMode & Others) != 0 ? [$"{Path.GetFileName(run.Backup)} can be read by others ({Convert.ToString((int)run.BackupMode!.Value, 8)})"] : Array.Empty<string>());
            found.AddRange(run.BackupAfter is not { } kept ? [$"{Path.GetFileName(run.Backup)} is gone after the rollback"]
                : !kept.Content.AsSpan().SequenceEqual(run.EnvBefore) ? [$"{Path.GetFileName(run.Backup)} is another after the rollback"]
                : (kept.Mode & Others) != 0 ? [$"{Path.GetFileName(run.Backup)} can be read by others after the rollback"] : Array.Empty<string>());
        }

        return Shortfalls(context, found, 4, "files", $"{Path.GetFileName(run.Backup)} holds what .env held, for its owner alone, also after the rollback.");
    }
}
