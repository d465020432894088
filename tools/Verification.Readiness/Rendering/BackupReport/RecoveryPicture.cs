using Verification.Readiness.Backup;
using Verification.Readiness.Rendering.Pictures;

namespace Verification.Readiness.Rendering.BackupReport;

/// <summary>Draws the timeline of a recovery: a bar per phase, one below the other.</summary>
public static class RecoveryPicture
{
    private const double BarHeight = 11;
    private const int Ticks = 6;

    // A bar of less than that share of the whole can't be seen, and gets a mark.
    private const double Narrow = 0.006;

    // Beyond that, places on the axis overflow.
    private const double Drawable = 1e300;

    private static readonly Scale Up = new(0, 1, false, []);

    /// <summary>The picture; null when a phase was not measured or none took any time.</summary>
    public static Chart? Of(IReadOnlyList<RecoveryPhase> recovery)
    {
        if (BackupWords.Total(recovery) is not (> 0 and < Drawable and double total))
        {
            return null;
        }

        TimeUnit unit = TimeUnit.Of(total);
        double longest = recovery.Max(phase => phase.Milliseconds);
        IEnumerable<Pane> panes = recovery.Zip(BackupTables.Begins(recovery), (phase, begin) => Bar(phase, begin, total, phase.Milliseconds == longest));
        RecoveryPhase slowest = recovery.First(phase => phase.Milliseconds == longest);
        string caption = $"From the start of the recovery to its end: {BackupWords.Time(total)}, of which {Numbers.Percent(longest / total)} went into its longest phase ({slowest.Name}).";
        return new("backup-recovery", "recovery phase by phase", "restore from a backup", caption, new($"{unit.Name} since the recovery began", unit.Across(0, total, Ticks)), [.. panes], []);
    }

    private static Pane Bar(RecoveryPhase phase, double begin, double total, bool longest)
    {
        LineStyle style = new(longest ? 2 : 1, 0, Bold: true);
        MarkShape mark = phase.Milliseconds < total * Narrow ? MarkShape.Circle : MarkShape.None;
        // The sum of what came before may exceed the total by rounding alone.
        double end = Math.Min(begin + phase.Milliseconds, total);
        Line bar = new(phase.Name, style, Joining.Area, [new(Math.Min(begin, end), 1), new(end, 1)], mark);
        return new(new($"{phase.Name}: {BackupWords.Time(phase.Milliseconds)}", Up), [bar], BarHeight);
    }
}
