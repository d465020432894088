using Verification.Load.Driving;

namespace Verification.Load.Bench;

/// <summary>The same request from tools that teams use, to show the scale; nothing is wanted of it.</summary>
internal sealed class ScaleRow : BenchRow
{
    private const int Bytes = 1000;

    public override string Id => "scale";

    public override IEnumerable<BenchFigure> Measure(BenchOptions options, CancellationToken stop) =>
    [
        .. Beside("hey", "Debian package hey", OtherClients.Hey, options, stop),
        .. Beside("node", "Node.js; http with a keep-alive agent", OtherClients.NodeHttp, options, stop),
    ];

    private static IEnumerable<BenchFigure> Beside(string program, string package, Func<string, int, int, (double PerSecond, double Cpu)> run, BenchOptions options, CancellationToken stop)
    {
        if (!BenchProcess.Has(program))
        {
            yield return new($"requests/s beside {program}", "", $"{program} is not installed ({package}): row left out", null, 0);
            yield break;
        }

        List<DriveResult> ours = [];
        List<(double PerSecond, double Cpu)> theirs = [];
        using (BenchSink sink = new())
        {
            for (int repetition = 0; repetition < options.Repetitions; repetition++)
            {
                stop.ThrowIfCancellationRequested();
                ours.Add(BenchDrive.AsFastAsItCan(sink.Url, Bytes, options.Seconds));
                theirs.Add(run(sink.Url, Bytes, options.Seconds));
            }
        }

        yield return new(
            $"requests/s as fast as it can, {Bytes} bytes", Median.Words([.. ours.Select(result => result.AcceptedPerSecond)], "/s"),
            $"{program}: " + Median.Words([.. theirs.Select(result => result.PerSecond)], "/s"),
            Median.Of(ours.Zip(theirs, (we, they) => we.AcceptedPerSecond / they.PerSecond)), theirs.Count, "for scale");
        yield return new(
            $"client CPU per request, {Bytes} bytes", Median.Words([.. ours.Select(result => result.CpuMicrosecondsPerRequest)], " us", "0.0"),
            $"{program}: " + Median.Words([.. theirs.Select(result => result.Cpu)], " us", "0.0"),
            Median.Of(ours.Zip(theirs, (we, they) => we.CpuMicrosecondsPerRequest / they.Cpu)), theirs.Count, "for scale");
    }
}
