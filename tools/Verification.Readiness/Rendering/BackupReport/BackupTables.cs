using Verification.Readiness.Backup;

namespace Verification.Readiness.Rendering.BackupReport;

/// <summary>The tables of backup and restore: every figure of a picture stands in one of them.</summary>
public static class BackupTables
{
    /// <summary>The phases of the recovery in their order.</summary>
    public static Table Phases(IReadOnlyList<RecoveryPhase> recovery) => new(
        ["Recovery", "What is done", "Begins after", "Takes", "Share"],
        [.. recovery.Zip(Begins(recovery), (phase, begin) => (IReadOnlyList<Cell>)
        [
            new(phase.Name),
            new(phase.What),
            new(BackupWords.Time(begin)),
            new(BackupWords.Time(phase.Milliseconds)),
            new(BackupWords.Total(recovery) is > 0 and double total ? Numbers.Percent(phase.Milliseconds / total) : "-"),
        ])]);

    /// <summary>Each place that was restored into.</summary>
    public static Table Cases(IReadOnlyList<RestoreCase> cases) => new(
        ["Restored into", "As it should"],
        [.. cases.Select(one => (IReadOnlyList<Cell>)[new(one.Into, one.Result), Good(one.Good)])]);

    /// <summary>Each fault; one that nobody would have noticed is the worst that a backup can have.</summary>
    public static Table Faults(IReadOnlyList<FaultResult> faults) => new(
        ["Fault", "Noticed"],
        [.. faults.Select(fault => (IReadOnlyList<Cell>)
            [new(fault.Fault, fault.Result), fault.Noticed ? new("✓ noticed", Tone: Tone.Good) : new("✗ SILENT", Tone: Tone.Bad)])]);

    /// <summary>What no dump of the database holds.</summary>
    public static Table Stakes(IReadOnlyList<Stake> stakes) => new(
        ["Not in the dump", "At stake"],
        [.. stakes.Select(stake => (IReadOnlyList<Cell>)[new(stake.What), new(stake.AtStake, stake.Kept)])]);

    /// <summary>Each simulated day.</summary>
    public static Table Days(IReadOnlyList<RetentionDay> days) => new(
        ["Day", "Whole backups kept", "Promised"],
        [.. days.Select(day => (IReadOnlyList<Cell>)
        [
            new(Numbers.Figure(day.Day), day.Event),
            day.Kept == day.Promised ? new(Numbers.Figure(day.Kept)) : new($"{Numbers.Figure(day.Kept)}, not as promised", Tone: Tone.Bad),
            new(Numbers.Figure(day.Promised)),
        ])]);

    /// <summary>When each phase begins, in milliseconds since the recovery did; not a number once one before it was not measured.</summary>
    internal static IEnumerable<double> Begins(IReadOnlyList<RecoveryPhase> recovery)
    {
        double begin = 0;
        foreach (RecoveryPhase phase in recovery)
        {
            yield return begin;
            begin += BackupWords.IsTime(phase.Milliseconds) ? phase.Milliseconds : double.NaN;
        }
    }

    private static Cell Good(bool? good) => good switch
    {
        true => new("✓ yes", Tone: Tone.Good),
        false => new("✗ no", Tone: Tone.Bad),
        null => new("? not tried", Tone: Tone.Unsure),
    };
}
