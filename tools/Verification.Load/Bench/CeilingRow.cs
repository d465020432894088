using Verification.Load.Driving;

namespace Verification.Load.Bench;

/// <summary>What the engine manages with full accounting, beside wrk, which keeps none.</summary>
internal sealed class CeilingRow(int bytes) : BenchRow
{
    private const double Needed = 0.9;
    private const double MostCpu = 15;

    public override string Id => $"ceiling-{bytes}";

    public override IEnumerable<BenchFigure> Measure(BenchOptions options, CancellationToken stop)
    {
        if (!BenchProcess.Has("wrk"))
        {
            yield return new($"ceiling, {bytes} bytes", "", "wrk is not installed (Debian package wrk): row left out", null, 0);
            yield break;
        }

        List<DriveResult> ours = [];
        List<(double PerSecond, double Cpu)> one = [];
        List<(double PerSecond, double Cpu)> two = [];
        using (BenchSink sink = new())
        {
            for (int repetition = 0; repetition < options.Repetitions; repetition++)
            {
                stop.ThrowIfCancellationRequested();
                ours.Add(BenchDrive.AsFastAsItCan(sink.Url, bytes, options.Seconds));
                one.Add(OtherClients.Wrk(sink.Url, bytes, options.Seconds, threads: 1));
                two.Add(OtherClients.Wrk(sink.Url, bytes, options.Seconds, threads: 2));
            }
        }

        int threads = Median.Of(one.Select(result => result.PerSecond)) >= Median.Of(two.Select(result => result.PerSecond)) ? 1 : 2;
        List<(double PerSecond, double Cpu)> theirs = threads == 1 ? one : two;
        int count = theirs.Count;
        double ratio = Median.Of(ours.Zip(theirs, (we, they) => we.AcceptedPerSecond / they.PerSecond));
        yield return new(
            $"requests/s as fast as it can, {bytes} bytes", Median.Words([.. ours.Select(result => result.AcceptedPerSecond)], "/s"),
            $"wrk -t{threads}, the better of -t1 and -t2: " + Median.Words([.. theirs.Select(result => result.PerSecond)], "/s"), ratio, count, ">= 0.90, aim 0.98", ratio >= Needed);
        double cpu = Median.Of(ours.Select(result => result.CpuMicrosecondsPerRequest));
        yield return new(
            $"client CPU per request, {bytes} bytes", Median.Words([.. ours.Select(result => result.CpuMicrosecondsPerRequest)], " us", "0.0"),
            $"wrk -t{threads}: " + Median.Words([.. theirs.Select(result => result.Cpu)], " us", "0.0"),
            Median.Of(ours.Zip(theirs, (we, they) => we.CpuMicrosecondsPerRequest / they.Cpu)), count, "<= 15 us", cpu <= MostCpu);
        double allocated = Median.Of(ours.Select(result => result.AllocatedBytesPerRequest));
        yield return new($"managed memory allocated per request, {bytes} bytes", $"{allocated:0.######} bytes", "", null, count, "0 bytes", allocated == 0);
    }
}
