using Verification.Readiness.Backup;

namespace Verification.Readiness.Rendering.BackupReport;

/// <summary>Writes the ten steps of a restore in the order of doing.</summary>
internal static class RunbookSteps
{
    // What does more work the more data there is; the others start programs or look at one event.
    private static readonly HashSet<string> Growing = new(["fetch", "restore"], StringComparer.Ordinal);

    private const double MoreData = 10;

    // Phases that are shown in the step of their name; any other stands beside the steps.
    private static readonly HashSet<string> Placed = new(["fetch", "create", "restore", "migrate", "start", "first event"], StringComparer.Ordinal);

    /// <summary>What was done besides.</summary>
    public static IReadOnlyList<RecoveryPhase> Others(BackupRecord record) => [.. record.Recovery.Where(phase => !Placed.Contains(phase.Name))];

    public static IEnumerable<RunbookStep> Of(BackupRecord record, ArchiveRecord archive)
    {
        int number = 0;
        return from step in Steps(record, archive) select step with { Title = $"Step {Numbers.Figure(++number)}: {step.Title}" };
    }

    private static RunbookStep[] Steps(BackupRecord record, ArchiveRecord archive) =>
    [
        Step(record, "Choose the restore point", null, new Bullets([.. RestorePoint(record, archive)])),
        Step(record, "Stop ingest", null, new Paragraph(
            "Stop the web service, then the worker, and note the time. From here until step 7 every event is lost at its sender: SDKs do not send again what was refused or could not be delivered. "
            + "Leave Redis running and do not flush it: events that were accepted and not yet stored wait in its queue.")),
        Step(record, "Fetch the backup", "fetch", new Paragraph("Fetch it onto the database's machine, and test it again there against its checksums: a copy can be damaged too.")),
        Step(record, "Create an empty database", "create", new Paragraph(
            "A new one, under the name that the services use. Rename the broken one and keep it until step 10 has ended; restore nothing into a database that holds tables.")),
        Step(record, "Restore", "restore", new Paragraph("Any error here ends the attempt: drop the new database, and begin again at step 4 or with an older backup at step 1.")),
        Step(record, "Migrate", "migrate", new Paragraph(
            "Before web and worker start: a backup that is some days old has no partitions for today, and events without a partition can't be stored. Use the release that made the backup, or a later one, never an earlier one.")),
        Step(record, "Start", "start", new Paragraph("The worker, then the web service. The worker stores what still waited in the queue; ingest is open again.")),
        Step(record, "Verify", "first event", new Bullets([.. Verification(record)])),
        Step(record, "Uploads and SECRET_KEY", null, new Paragraph(
            "Unpack the uploads (source maps) of the same backup into the volume of the web service. Set the SECRET_KEY that was in use before: with another one all users are logged out and signed links stop working, while DSN keys and tokens stay good. "
            + "Neither is in a dump of the database.")),
        Step(record, "Switch connections, and watch for 24 hours", null, new Bullets(
        [
            "Point the services, the proxy and the host names to the restored place where it is another machine; DSN keys stay as they were.",
            "Make a new backup at once, and see that it is whole: the one just used is the only one known to be good.",
            "For 24 hours watch the queue's length, events per minute, memory, disk and the log of the worker; see the next scheduled backup come.",
            "Then drop the broken database, and write down what was lost, from when to when.",
        ])),
    ];

    private static RunbookStep Step(BackupRecord record, string title, string? phase, Block what)
    {
        List<RecoveryPhase> phases = [.. record.Recovery.Where(one => one.Name == phase)];
        return new(
            title,
            [what, .. phases.Select(one => new Paragraph($"In the drill: {one.What}"))],
            [.. phases.Select(one => one.Command).Where(command => command.Length > 0)],
            phase is null ? [] : phases.Count == 0 ? [new Paragraph("Time: not measured.")] : [.. phases.Select(Took)]);
    }

    private static Paragraph Took(RecoveryPhase phase)
    {
        string took = $"Time: {BackupWords.Time(phase.Milliseconds)}, measured.";
        return new(!BackupWords.IsTime(phase.Milliseconds) ? "Time: not measured."
            : Growing.Contains(phase.Name) && BackupWords.IsTime(phase.Milliseconds * MoreData) ? $"{took} Ten times the data: about {BackupWords.Time(phase.Milliseconds * MoreData)}, projected in proportion to the size."
            : took);
    }

    private static IEnumerable<string> RestorePoint(BackupRecord record, ArchiveRecord archive)
    {
        yield return "Take the newest backup that is whole. If the damage is older than that (rows deleted by mistake, for example), take the last one from before it.";
        yield return $"Whole means: its checksums agree, and it can be read to its end. In the drill this proved it: {(archive.Verified.Length > 0 ? archive.Verified : "nothing")}.";
        yield return "Fresh and of this system means: the newest event that it holds, the canary, is one that was sent here shortly before the backup. The date in a file's name proves neither.";
        yield return $"The drill restored {archive.Name} ({archive.Format}, {BackupWords.Bytes(archive.Bytes)}).";
        yield return record.Retention is RetentionRecord retention
            ? $"Backups are promised to be kept for {Numbers.Count(retention.PromisedDays, "day")}{(retention.Wrong.Count > 0 ? ", and in the simulation they were not: see report.html" : "")}."
            : "How long backups are kept was not rehearsed: look at what is there.";
    }

    private static IEnumerable<string> Verification(BackupRecord record)
    {
        yield return "Counts: as many rows in each table as the backup's manifest says, where it has one, plus what the queue still held.";
        yield return "A new event sent with an old DSN is accepted, and can be read back. An error that happened before joins its old issue, whose count rises by one.";
        yield return "Log-in works with an account from before, and so does an API token.";
        yield return "An issue that was resolved or ignored still is; an event from before the backup opens.";
        if (record.Source.Count > 0)
        {
            yield return $"For comparison, the drill's source held {string.Join(", ", record.Source)}.";
        }
    }
}
