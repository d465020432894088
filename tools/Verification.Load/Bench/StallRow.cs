using Verification.Load.Driving;

namespace Verification.Load.Bench;

/// <summary>Whether a stall of the target shows: the sink reads nothing for 1.4 s of 10, while 2,000 events per second are due.</summary>
internal sealed class StallRow : BenchRow
{
    private const int PerSecond = 2000;
    private const int Seconds = 10;
    private const int StallMilliseconds = 1400;
    private const double Tolerance = 0.05;

    // An event due x ms into the stall waits for the rest of it; one percent of all events wait longer than this.
    private const double Analytic = StallMilliseconds - (0.01 * Seconds * 1000);

    public override string Id => "stall";

    public override IEnumerable<BenchFigure> Measure(BenchOptions options, CancellationToken stop)
    {
        List<double> corrected = [];
        List<double> naive = [];
        for (int repetition = 0; repetition < options.Repetitions; repetition++)
        {
            stop.ThrowIfCancellationRequested();
            using BenchSink sink = new("--stall-at", "4000", "--stall-for", $"{StallMilliseconds}");
            DriveResult result = BenchDrive.AtRate(sink.Url, PerSecond, Seconds).Result;
            corrected.Add(result.Corrected!.P99);
            naive.Add(result.Naive!.P99);
        }

        double ratio = Median.Of(corrected) / Analytic;
        yield return new(
            $"p99 with a stall of {StallMilliseconds} ms at {PerSecond} events/s for {Seconds} s, corrected", Median.Words(corrected, " ms", "0.0"),
            $"analytic: {Analytic:0} ms", ratio, corrected.Count, "0.95 to 1.05", Math.Abs(ratio - 1) <= Tolerance);
        yield return new("the same, naive (what most tools print)", Median.Words(naive, " ms", "0.0"), $"analytic: {Analytic:0} ms", Median.Of(naive) / Analytic, naive.Count, "for scale");
    }
}
