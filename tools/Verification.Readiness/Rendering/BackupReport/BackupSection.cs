using Verification.Readiness.Backup;
using Verification.Readiness.Rendering.Pictures;

namespace Verification.Readiness.Rendering.BackupReport;

/// <summary>Writes what was backed up, restored and lost; the checks decide, this explains.</summary>
public static class BackupSection
{
    private const string Title = "Backup and restore";

    /// <summary>What would be lost and how long a recovery takes first, then what stands behind it.</summary>
    public static Section Of(BackupRecord? record) => new(Part.Backup, Title, record is null ? [Nothing] : [.. Problem(record), .. IsEmpty(record) ? [Nothing] : Blocks(record)]);

    private static Paragraph Nothing => new("No backup was rehearsed.");

    private static IEnumerable<Block> Problem(BackupRecord record) => record.Problem is string problem
        ? [new Notice($"The drill broke off, so what is below is not complete: {problem}", Tone.Unsure)]
        : [];

    private static bool IsEmpty(BackupRecord record) => record is
    {
        Archive: null, Point: null, Recovery.Count: 0, BytesPerEvent: null, NotInTheDump.Count: 0, Cases.Count: 0, Faults.Count: 0, Retention: null, Rotation.Count: 0,
    };

    private static IEnumerable<Block> Blocks(BackupRecord record) =>
    [
        new Paragraph(BackupWords.Loss(record.Point)),
        .. Figures(record),
        .. Recovery(record.Recovery),
        new FactList([.. Facts(record)]),
        .. Listed("Where it was restored into", record.Cases, BackupTables.Cases),
        .. Listed("Faults given to the procedure", record.Faults, BackupTables.Faults),
        .. Silent(record.Faults),
        .. Listed("What no dump holds", record.NotInTheDump, BackupTables.Stakes),
        .. RetentionBlocks.Of(record.Retention),
        .. Listed<string>("Password rotation, step by step", record.Rotation, steps => new Bullets(steps)),
    ];

    /// <summary>Recovery point and recovery time with their parts.</summary>
    internal static IEnumerable<Block> Figures(BackupRecord record)
    {
        if (record.Point is RecoveryPoint point)
        {
            string restored = point.NewestRestored is DateTimeOffset newest
                ? $"the newest event acknowledged before the disaster is of {BackupWords.Moment(point.NewestAcknowledged)}, the newest one restored of {BackupWords.Moment(newest)}"
                : $"the newest event acknowledged before the disaster is of {BackupWords.Moment(point.NewestAcknowledged)}, and none was restored";
            string parts = $"{Numbers.Figure(point.Restored)} restored, {Numbers.Figure(point.FromQueue)} from the queue, {Numbers.Figure(point.Lost)} lost";
            yield return new Highlight(BackupWords.Time(point.WindowMs), $"recovery point (RPO): {restored}; {parts}");
        }

        if (record.Recovery.Count > 0)
        {
            string total = BackupWords.Total(record.Recovery) is double time ? BackupWords.Time(time) : Numbers.NotMeasured;
            string parts = string.Join(" + ", record.Recovery.Select(phase => $"{phase.Name} {BackupWords.Time(phase.Milliseconds)}"));
            yield return new Highlight(total, $"recovery time (RTO), of the machines alone: {parts}");
        }
    }

    private static IEnumerable<Block> Recovery(IReadOnlyList<RecoveryPhase> recovery)
    {
        if (recovery.Count == 0)
        {
            yield return new Paragraph("No recovery was carried through, so its phases have no times.");
            yield break;
        }

        yield return BackupTables.Phases(recovery);
        if (RecoveryPicture.Of(recovery) is Chart chart)
        {
            yield return new Gallery([chart]);
        }
    }

    private static IEnumerable<Fact> Facts(BackupRecord record)
    {
        yield return new("Procedure", record.Procedure);
        yield return new("Server", record.Server);
        yield return new("Client programs", record.Tools);
        yield return new("Source held", record.Source.Count == 0 ? "not recorded" : string.Join(", ", record.Source));
        if (record.Archive is ArchiveRecord archive)
        {
            yield return new("Archive", $"{archive.Name}, {archive.Format}");
            yield return new("Size", $"{BackupWords.Bytes(archive.Bytes)} of a database of {BackupWords.Bytes(archive.DatabaseBytes)}; compression {BackupWords.Ratio(archive)}");
            yield return new("Backup took", BackupWords.Time(archive.Milliseconds));
            yield return new("Proven whole by", archive.Verified.Length > 0 ? archive.Verified : "nothing");
        }
        else
        {
            yield return new("Archive", "none was made");
        }

        yield return new("Growth", record.BytesPerEvent is double growth && BackupWords.Bytes(growth) is string bytes && bytes != Numbers.NotMeasured ? $"{bytes} of database per event" : Numbers.NotMeasured);
    }

    private static IEnumerable<Block> Silent(IReadOnlyList<FaultResult> faults) => faults.Count(fault => !fault.Noticed) is > 0 and int silent
        ? [new Notice($"{Numbers.Figure(silent)} of {Numbers.Count(faults.Count, "fault")} went unnoticed: who relies on this procedure would learn of it at the restore.", Tone.Bad)]
        : [];

    private static IEnumerable<Block> Listed<T>(string title, IReadOnlyList<T> items, Func<IReadOnlyList<T>, Block> write) =>
        items.Count == 0 ? [new Paragraph($"{title}: not rehearsed.")] : [new Subheading(title), write(items)];
}
