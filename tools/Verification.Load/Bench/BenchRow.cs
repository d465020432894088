namespace Verification.Load.Bench;

/// <summary>One line of the table.</summary>
/// <param name="What">What is measured.</param>
/// <param name="Ours">Our figure with its unit.</param>
/// <param name="Beside">The figure it stands beside, with its unit: of another program in the same run, or what it should be.</param>
/// <param name="Ratio">Ours by theirs, the median of the repetitions.</param>
/// <param name="Count">Repetitions.</param>
/// <param name="Wanted">What the ratio or figure should be; empty where it is for scale only.</param>
/// <param name="Holds">Whether it is; null where nothing is wanted.</param>
internal sealed record BenchFigure(string What, string Ours, string Beside, double? Ratio, int Count, string Wanted = "", bool? Holds = null);

/// <summary>One thing that `bench` measures; a file of its own each, listed in <see cref="BenchRun.Rows"/>.</summary>
internal abstract class BenchRow
{
    /// <summary>As `--rows` names it.</summary>
    public abstract string Id { get; }

    /// <summary>Measures it; every contender takes its turn in every repetition.</summary>
    public abstract IEnumerable<BenchFigure> Measure(BenchOptions options, CancellationToken stop);
}
