using Verification.Load.Driving;
using Verification.Load.Statistics;

namespace Verification.Load.Bench;

/// <summary>How late events leave, from their intended moment to their first byte, connections and all.</summary>
internal sealed class ScheduleRow(int perSecond) : BenchRow
{
    private const double Most = 1;
    private const double Idle = 0.1;

    public override string Id => $"schedule-{perSecond}";

    public override IEnumerable<BenchFigure> Measure(BenchOptions options, CancellationToken stop)
    {
        List<double> late = [];
        List<double> sent = [];
        List<double> busy = [];
        using (BenchSink sink = new())
        {
            for (int repetition = 0; repetition < options.Repetitions; repetition++)
            {
                stop.ThrowIfCancellationRequested();
                busy.Add(BenchMachine.BusyShare());
                (DriveResult result, EventOutcome[] outcomes) = BenchDrive.AtRate(sink.Url, perSecond, options.Seconds);
                int[] sorted = [.. outcomes.Select(outcome => outcome.LateMicroseconds).Order()];
                late.Add(Rank.Of(sorted, 0.99) / 1000.0);
                sent.Add(result.Sent / (double)(perSecond * options.Seconds));
            }
        }

        double median = Median.Of(late);
        // What others take from the engine is not its lateness; whether it is theirs or its own cannot be told on a busy machine.
        double others = Median.Of(busy);
        bool? holds = median <= Most ? true : others > Idle ? null : false;
        string wanted = holds is null ? $"<= 1; unknown, others used {100 * others:0} % of the machine" : "<= 1";
        yield return new($"lateness at {perSecond} events/s, p99", Median.Words(late, " ms", "0.000"), "1 ms", median / Most, late.Count, wanted, holds);
        yield return new($"events sent at {perSecond} events/s", Median.Words([.. sent.Select(share => 100 * share)], " %", "0.00"), "the plan", Median.Of(sent), sent.Count, "1", sent.TrueForAll(share => share == 1));
    }
}
