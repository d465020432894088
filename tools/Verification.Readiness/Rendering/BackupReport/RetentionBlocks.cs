using Verification.Readiness.Backup;
using Verification.Readiness.Rendering.Pictures;

namespace Verification.Readiness.Rendering.BackupReport;

/// <summary>Writes the simulated retention: what was promised, what was there, and every day by itself.</summary>
public static class RetentionBlocks
{
    /// <summary>The blocks of the retention.</summary>
    public static IEnumerable<Block> Of(RetentionRecord? retention)
    {
        if (retention is null)
        {
            yield return new Paragraph("Retention: not simulated.");
            yield break;
        }

        yield return new Subheading("Retention, simulated");
        int off = retention.Days.Count(day => day.Kept != day.Promised);
        yield return new Paragraph(
            $"Simulated: {Numbers.Count(retention.Days.Count, "day")}, each backup promised to be kept for {Numbers.Count(retention.PromisedDays, "day")}."
            + (retention.Days.Count > 0 && off == 0 ? " On each of them there were as many whole backups as promised." : ""));
        if (off > 0 || retention.Wrong.Count > 0)
        {
            yield return new Notice($"{Numbers.Count(off, "day")} with more or fewer whole backups than promised; {Numbers.Count(retention.Wrong.Count, "backup")} gone too early or kept too long.", Tone.Bad);
        }

        if (retention.Wrong.Count > 0)
        {
            yield return new Bullets(retention.Wrong);
        }

        if (RetentionPicture.Of(retention) is Chart chart)
        {
            yield return new Gallery([chart]);
        }

        if (retention.Days.Count > 0)
        {
            yield return new Aside("Kept backups, day by day", [BackupTables.Days(retention.Days)]);
        }
    }
}
