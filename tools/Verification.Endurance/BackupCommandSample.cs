namespace Verification.Endurance;

/// <summary>What one round trip cost.</summary>
/// <param name="Events">Rows of issue_events_issueevent.</param>
/// <param name="Phases">In the order in which they ran.</param>
/// <param name="DatabaseBytes">Of the source on disk.</param>
/// <param name="ArchiveBytes">Of the dump.</param>
/// <param name="Problems">Differences between the two databases, and unsound indexes.</param>
internal sealed record BackupCommandSample(int Events, IReadOnlyList<(string Phase, TimeSpan Took)> Phases, long DatabaseBytes, long ArchiveBytes, IReadOnlyList<string> Problems)
{
    /// <summary>How many round trips stand behind it.</summary>
    public int Repetitions { get; init; } = 1;

    /// <summary>Processes that wanted a processor at its end, averaged over a minute; null where the system doesn't tell. Times under different loads don't compare.</summary>
    public double? Load { get; init; }

    /// <summary>From the start of the dump to the last index verified.</summary>
    public TimeSpan Total => TimeSpan.FromTicks(Phases.Sum(phase => phase.Took.Ticks));

    /// <summary>Phase by phase, so that one slow moment of the machine counts in no phase.</summary>
    public static BackupCommandSample Median(IReadOnlyList<BackupCommandSample> samples) => samples[0] with
    {
        Phases = [.. samples[0].Phases.Select((phase, index) => (phase.Phase, samples.Select(sample => sample.Phases[index].Took).Order().ElementAt(samples.Count / 2)))],
        Problems = [.. samples.SelectMany(sample => sample.Problems)],
        Repetitions = samples.Count,
        Load = samples.Max(sample => sample.Load),
    };
}
