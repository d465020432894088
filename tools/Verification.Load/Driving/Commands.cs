using System.Runtime.InteropServices;
using Verification.Load.Sink;
using Verification.Readiness;

namespace Verification.Load.Driving;

/// <summary>The commands of this program; results are exit codes: 0 done, 64 wrong input, 70 the engine itself failed.</summary>
internal static class Commands
{
    private const string Usage = $"Verification.Load drive < REQUEST.json | {SinkOptions.Usage} | {Bench.BenchOptions.Usage}";

    public static int Run(string[] args, TextReader input, TextWriter output, TextWriter error)
    {
        // Not disposed: the sink's watch may still end it while the program ends.
        CancellationTokenSource stop = new();
        using PosixSignalRegistration terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, End);
        using PosixSignalRegistration interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, End);
        try
        {
            switch (args.FirstOrDefault())
            {
                case "drive" when args.Length == 1:
                    Driver.Drive(DriveRequests.Read(input.ReadToEnd()), stop.Token);
                    return 0;
                case "sink":
                    Serve(SinkOptions.Read(args.AsSpan(1)), input, output, stop);
                    return 0;
                case "bench":
                    return Bench.BenchRun.Run(Bench.BenchOptions.Read(args.AsSpan(1)), output, stop.Token);
                default:
                    throw new InputException($"This is not a command of the load engine; usage: {Usage}.");
            }
        }
        catch (InputException e)
        {
            error.WriteLine(e.Message);
            return 64;
        }
        catch (Exception e)
        {
            error.WriteLine($"The load engine failed: {e}");
            return 70;
        }

        void End(PosixSignalContext context)
        {
            context.Cancel = true;
            stop.Cancel();
        }
    }

    private static void Serve(SinkOptions options, TextReader input, TextWriter output, CancellationTokenSource stop)
    {
        using SinkServer sink = new(options.Port, options.StallAt, options.StallFor);
        output.WriteLine($"ready {sink.Port}");
        output.Flush();
        if (!options.Detached)
        {
            EndWith(input, stop);
        }

        sink.Run(stop.Token);
    }

    // Whoever started it holds its standard input; when that ends, so does the sink.
    private static void EndWith(TextReader input, CancellationTokenSource stop) => new Thread(() =>
    {
        input.ReadToEnd();
        stop.Cancel();
    }) { Name = "watch", IsBackground = true }.Start();
}
