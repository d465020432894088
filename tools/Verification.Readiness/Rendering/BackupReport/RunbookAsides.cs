using Verification.Readiness.Backup;
using Verification.Readiness.Rendering.Pictures;

namespace Verification.Readiness.Rendering.BackupReport;

/// <summary>Writes what stands beside the steps: all times, what no dump holds, the figures, and when to leave it.</summary>
internal static class RunbookAsides
{
    public static IEnumerable<RunbookStep> Of(BackupRecord record)
    {
        IReadOnlyList<RecoveryPhase> others = RunbookSteps.Others(record);
        if (others.Count > 0)
        {
            Bullets done = new([.. others.Select(phase => $"{phase.Name}: {phase.What} ({BackupWords.Time(phase.Milliseconds)})")]);
            yield return new("Also done in the drill", [done], [.. others.Select(phase => phase.Command).Where(command => command.Length > 0)], []);
        }

        yield return Aside("Times at a glance", [BackupTables.Phases(record.Recovery), .. RecoveryPicture.Of(record.Recovery) is Chart chart ? new Block[] { new Gallery([chart]) } : []]);
        yield return Aside("What no dump holds", [record.NotInTheDump.Count == 0 ? new Paragraph("It was not recorded in this drill.") : BackupTables.Stakes(record.NotInTheDump)]);
        yield return Aside(
            "What it costs: RPO and RTO",
            [
                new Paragraph(BackupWords.Loss(record.Point)),
                .. BackupSection.Figures(record),
                new Paragraph("The recovery time is that of the machines alone. Add the time until somebody notices, decides and has found this page."),
            ]);
        yield return Aside("When not to restore", [new Bullets([.. Refusals(record)])]);
    }

    private static RunbookStep Aside(string title, IReadOnlyList<Block> blocks) => new(title, blocks, [], []);

    private static IEnumerable<string> Refusals(BackupRecord record)
    {
        yield return "Events only arrive late: look at the queue and the worker first. A backlog is no loss, and a restore would turn it into one.";
        yield return "Only a part is missing, such as one project: a restore takes everything back to the backup. Restore into a second database beside the live one, and copy that part.";
        yield return "The cause still acts (a full or failing disk, a faulty release): it would take the restored database too. Restore on another machine.";
        yield return "The release to be started is older than the backup: migrations do not run backwards.";
        yield return "The database is not empty: parts of two states would be mixed. Step 4 makes an empty one.";
        foreach (RestoreCase bad in record.Cases.Where(one => one.Good == false))
        {
            yield return $"Into {bad.Into}: the drill failed there. {bad.Result}";
        }
    }
}
