using System.Globalization;
using Verification.Readiness;

namespace Verification.Endurance;

/// <summary>`backup N...`: what backup, restore and comparison cost as a database grows.</summary>
internal static class BackupCommand
{
    // The figure of the requirement; below this size a phase is mostly the start of a process.
    private const double Exponent = 1.1;
    private const int Repetitions = 3;
    private const int RepeatedUpTo = 100_000;

    /// <summary>0 when every restore was true to its source and cost grew no faster than allowed.</summary>
    public static async Task<int> RunAsync(IReadOnlyList<int> sizes, CancellationToken ct)
    {
        if (sizes.Count < 2 || sizes.Zip(sizes.Skip(1)).Any(pair => pair.First >= pair.Second) || sizes[0] < 1)
        {
            throw new InputException("Growth can't be told from these sizes; give two or more, each larger than the one before, such as 10000 100000 1000000.");
        }

        await using BackupCommandRig rig = await BackupCommandRig.StartAsync(ct);
        List<BackupCommandSample> medians = [];
        foreach (int size in sizes)
        {
            Console.WriteLine(FormattableString.Invariant($"{size} events: filled in {(await rig.FillAsync(size, ct)).TotalSeconds:0.0} s"));
            List<BackupCommandSample> samples = [];
            for (int repetition = 0; repetition < (size <= RepeatedUpTo ? Repetitions : 1); repetition++)
            {
                samples.Add(await rig.RoundTripAsync(size, ct));
            }

            medians.Add(BackupCommandSample.Median(samples));
        }

        return Print(medians);
    }

    private static int Print(List<BackupCommandSample> medians)
    {
        Row("events", medians, sample => $"{sample.Events}");
        foreach (string phase in medians[0].Phases.Select(timed => timed.Phase))
        {
            Row($"{phase} (s)", medians, sample => Seconds(sample.Phases.First(timed => timed.Phase == phase).Took));
        }

        Row("total (s)", medians, sample => Seconds(sample.Total));
        Row("repetitions", medians, sample => $"{sample.Repetitions}");
        Row("load average, highest", medians, sample => sample.Load?.ToString("0.0", CultureInfo.InvariantCulture) ?? "not known");
        Row("database (MB)", medians, sample => Megabytes(sample.DatabaseBytes));
        Row("archive (MB)", medians, sample => Megabytes(sample.ArchiveBytes));
        Row("database per event (bytes)", medians, sample => $"{sample.DatabaseBytes / sample.Events}");
        foreach ((BackupCommandSample from, BackupCommandSample to) in medians.Zip(medians.Skip(1)))
        {
            Console.WriteLine(FormattableString.Invariant($"from {from.Events} to {to.Events} events: time grows with exponent {Slope(from, to):0.00}"));
        }

        double whole = Slope(medians[0], medians[^1]);
        string[] problems = [.. medians.SelectMany(sample => sample.Problems).Distinct()];
        bool held = whole <= Exponent && problems.Length == 0;
        Array.ForEach(problems, Console.WriteLine);
        Console.WriteLine(FormattableString.Invariant($"from first to last: exponent {whole:0.00} (limit {Exponent:0.0}); {problems.Length} differences or damaged indexes: {(held ? "held" : "NOT HELD")}"));
        return held ? 0 : 1;
    }

    private static double Slope(BackupCommandSample from, BackupCommandSample to) =>
        Math.Log(to.Total.TotalSeconds / from.Total.TotalSeconds) / Math.Log(to.Events / (double)from.Events);

    private static void Row(string name, List<BackupCommandSample> samples, Func<BackupCommandSample, string> cell) =>
        Console.WriteLine($"{name,-28}{string.Concat(samples.Select(sample => $"{cell(sample),14}"))}");

    private static string Seconds(TimeSpan time) => time.TotalSeconds.ToString("0.00", CultureInfo.InvariantCulture);

    private static string Megabytes(long bytes) => (bytes / 1e6).ToString("0.0", CultureInfo.InvariantCulture);
}
