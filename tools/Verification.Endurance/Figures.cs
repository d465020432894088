using System.Globalization;

namespace Verification.Endurance;

/// <summary>What is printed of many durations.</summary>
internal static class Figures
{
    /// <summary>Number, median and maximum.</summary>
    public static string Of(IReadOnlyCollection<TimeSpan> times)
    {
        List<double> seconds = [.. times.Select(time => time.TotalSeconds).Order()];
        return seconds.Count == 0
            ? "n 0"
            : string.Create(CultureInfo.InvariantCulture, $"n {seconds.Count}, median {Median(seconds):0.0} s, max {seconds[^1]:0.0} s");
    }

    private static double Median(List<double> sorted) => (sorted[(sorted.Count - 1) / 2] + sorted[sorted.Count / 2]) / 2;
}
