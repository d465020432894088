using System.Globalization;
using Verification.Readiness.Backup;

namespace Verification.Readiness.Rendering.BackupReport;

/// <summary>How figures of backup and restore are printed.</summary>
public static class BackupWords
{
    private const double Hour = 3_600_000;

    private static readonly string[] Units = ["bytes", "KiB", "MiB", "GiB", "TiB", "PiB", "EiB"];

    /// <summary>A time; what takes hours is said in hours.</summary>
    public static string Time(double milliseconds)
    {
        if (!IsTime(milliseconds))
        {
            return Numbers.NotMeasured;
        }

        double minutes = Numbers.Rounded(milliseconds / 60_000, 0);
        return milliseconds < Hour ? Numbers.Duration(milliseconds)
            : minutes % 60 == 0 ? $"{Numbers.Figure(minutes / 60)} h"
            : $"{Numbers.Figure(Math.Floor(minutes / 60))} h {Numbers.Figure(minutes % 60)} min";
    }

    /// <summary>A moment in UTC, to a tenth of a second: two of them are compared, and seconds alone would be off by one.</summary>
    public static string Moment(DateTimeOffset moment) => moment.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss.f 'UTC'", CultureInfo.InvariantCulture);

    /// <summary>Bytes in the largest binary unit of which there is at least one, to a tenth.</summary>
    public static string Bytes(double bytes)
    {
        if (!double.IsFinite(bytes) || bytes < 0)
        {
            return Numbers.NotMeasured;
        }

        int unit = 0;
        while (bytes >= 1024 && unit < Units.Length - 1)
        {
            (bytes, unit) = (bytes / 1024, unit + 1);
        }

        return $"{Numbers.Figure(Numbers.Rounded(bytes, 1))} {Units[unit]}";
    }

    /// <summary>How many times the database is as large as its archive.</summary>
    public static string Ratio(ArchiveRecord archive) => archive is { Bytes: > 0, DatabaseBytes: > 0 }
        ? $"{Numbers.Figure(Numbers.Rounded(archive.DatabaseBytes / (double)archive.Bytes, 1))} to 1"
        : "not known: one of the two is empty";

    /// <summary>The time of all phases together; null when one of them was not measured, because a sum without it would be too good.</summary>
    public static double? Total(IReadOnlyList<RecoveryPhase> recovery) =>
        recovery.Count > 0 && recovery.All(phase => IsTime(phase.Milliseconds)) && recovery.Sum(phase => phase.Milliseconds) is double total && double.IsFinite(total) ? total : null;

    /// <summary>What a disaster would lose, in a sentence.</summary>
    public static string Loss(RecoveryPoint? point)
    {
        if (point is null)
        {
            return "What a disaster would lose was not measured, because nothing was restored.";
        }

        if (point.Acknowledged <= 0)
        {
            return "No event was acknowledged before the disaster, so what it would lose is not known.";
        }

        string queue = point.FromQueue > 0 ? $", {Numbers.Figure(point.FromQueue)} more came back from the queue" : "";
        string when = point.NewestRestored is null ? "A disaster now" : $"A disaster {Time(point.WindowMs)} after the backup";
        string lost = $"{when} would have lost {Numbers.Figure(point.Lost)} of {Numbers.Count(point.Acknowledged, "acknowledged event")}{queue}";
        string interval = point.IntervalHours is double hours && IsTime(hours * Hour)
            ? $"with a backup every {Time(hours * Hour)} it is up to {Time(hours * Hour)} of events."
            : "no schedule is known, so on an ordinary day it may be any number.";
        return $"{lost}; {interval}{(point.NewestRestored is null ? " None of them was in the backup." : "")}{Sum(point)}";
    }

    /// <summary>Whether a figure can be a time.</summary>
    public static bool IsTime(double milliseconds) => double.IsFinite(milliseconds) && milliseconds >= 0;

    private static string Sum(RecoveryPoint point)
    {
        long placed = (long)point.Restored + point.FromQueue + point.Lost;
        return placed == point.Acknowledged
            ? ""
            : $" The figures do not add up: {Numbers.Figure(point.Restored)} restored, {Numbers.Figure(point.FromQueue)} from the queue and {Numbers.Figure(point.Lost)} lost make {Numbers.Figure(placed)}, not {Numbers.Figure(point.Acknowledged)}.";
    }
}
