using System.Runtime.InteropServices;

namespace Verification.Load.Bench;

/// <summary>Size of the machine, and how busy it was with other things: without them a figure means little.</summary>
internal static class BenchMachine
{
    public static string Describe()
    {
        string processor = Lines("/proc/cpuinfo").FirstOrDefault(line => line.StartsWith("model name", StringComparison.Ordinal))?.Split(':')[^1].Trim() ?? "processor unknown";
        double memory = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / Math.Pow(1024, 3);
        return FormattableString.Invariant(
            $"Machine: {Environment.ProcessorCount} cores ({processor}), {memory:0.0} GiB, {RuntimeInformation.OSDescription}, {RuntimeInformation.FrameworkDescription}. {Load("before")}");
    }

    public static string Load(string when) => Lines("/proc/loadavg").FirstOrDefault() is { } load ? $"Load average {when}: {string.Join(' ', load.Split(' ').Take(3))}." : "";

    /// <summary>Share of the processors that others use, looked at for a second in which the bench itself does nothing; 0 where it cannot be seen.</summary>
    public static double BusyShare()
    {
        (long idle, long all) = Times();
        using PeriodicTimer second = new(TimeSpan.FromSeconds(1));
        second.WaitForNextTickAsync().AsTask().Wait();
        (long idleAfter, long allAfter) = Times();
        return allAfter == all ? 0 : 1 - ((idleAfter - idle) / (double)(allAfter - all));
    }

    // "cpu user nice system idle iowait ..." in ticks since the start of the machine.
    private static (long Idle, long All) Times()
    {
        long[] ticks = [.. (Lines("/proc/stat").FirstOrDefault() ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries).Skip(1).Take(8).Select(long.Parse)];
        return ticks.Length < 5 ? (0, 0) : (ticks[3] + ticks[4], ticks.Sum());
    }

    private static string[] Lines(string file) => File.Exists(file) ? File.ReadAllLines(file) : [];
}
