using Verification.Readiness.Backup;
using Verification.Readiness.Verdicts;

namespace Verification.Readiness.Rendering.BackupReport;

/// <summary>A step of the runbook, or a passage beside its steps.</summary>
/// <param name="Title">Its heading.</param>
/// <param name="Blocks">What to do and to know.</param>
/// <param name="Commands">What to type; foreign text.</param>
/// <param name="After">What it cost here, and what it would with more data.</param>
public sealed record RunbookStep(string Title, IReadOnlyList<Block> Blocks, IReadOnlyList<string> Commands, IReadOnlyList<Block> After);

/// <summary>The runbook before any format: all its text is plain, so a format has to make it inert in one place only.</summary>
/// <param name="RunId">The run that measured it.</param>
/// <param name="Headline">Its first screen.</param>
/// <param name="Steps">In the order of doing, then what stands beside them.</param>
public sealed record Runbook(string RunId, Headline Headline, IReadOnlyList<RunbookStep> Steps)
{
    /// <summary>What a rehearsal's times are worth.</summary>
    public const string RehearsalNotice = "A rehearsal: measured on the reference target, so the times say nothing about your machine. Run the suite against your own deployment for times that do.";

    /// <summary>What stands before a command.</summary>
    public const string CommandLabel = "Command:";

    /// <summary>The runbook of a run that made an archive and recovered from it; null for any other, because nobody has shown that its steps work.</summary>
    public static Runbook? Of(VerdictDocument document) => document.Backup is { Archive: ArchiveRecord archive, Recovery.Count: > 0 } record
        ? new(document.RunId, HeadlineOf(document, record), [.. RunbookSteps.Of(record, archive), .. RunbookAsides.Of(record)])
        : null;

    private static Headline HeadlineOf(VerdictDocument document, BackupRecord record) => new(
        $"Runbook{(document.Rehearsal ? " (rehearsal)" : "")}: restore {document.Target.Product} from a backup",
        Tone.Neutral,
        "For whoever is on call when the database is gone or wrong: ten steps, with the commands and the times that were measured. Nothing of the harness that wrote it is needed.",
        [.. Caveats(document, record)],
        [
            new("Loss, measured (RPO)", record.Point is RecoveryPoint point ? BackupWords.Time(point.WindowMs) : Numbers.NotMeasured),
            new("Recovery, measured (RTO)", BackupWords.Total(record.Recovery) is double total ? BackupWords.Time(total) : Numbers.NotMeasured),
        ],
        [],
        [
            new("Measured", $"on {Numbers.Moment(document.StartedAt)} with run {document.RunId} (commit {document.Commit}{(document.WorkTreeDirty ? ", work tree dirty" : "")})"),
            new("On this target", $"{document.Target.Product}{(document.Target.Version.Length > 0 ? $" {document.Target.Version}" : "")}, {record.Server}"),
            new("Client programs", $"{record.Tools}; they must be of the server's major version"),
            new("Backup by", record.Procedure),
        ]);

    private static IEnumerable<string> Caveats(VerdictDocument document, BackupRecord record)
    {
        if (document.Rehearsal)
        {
            yield return RehearsalNotice;
        }

        if (record.Problem is string problem)
        {
            yield return $"The drill broke off, so what is below is not complete: {problem}";
        }

        // A procedure that worked once is not yet one that a verdict stands behind.
        yield return $"The verdict of that run is {document.Verdict}; report.html beside this file says which checks of backup and restore hold.";
    }
}
