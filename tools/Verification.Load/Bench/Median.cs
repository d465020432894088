using System.Globalization;

namespace Verification.Load.Bench;

/// <summary>The middle of repetitions.</summary>
internal static class Median
{
    /// <summary>The mean of the two in the middle when their number is even.</summary>
    public static double Of(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        return (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }

    /// <summary>It and the extremes, for the table.</summary>
    public static string Words(IReadOnlyList<double> values, string unit, string format = "0") => string.Create(
        CultureInfo.InvariantCulture, $"{Of(values).ToString(format, CultureInfo.InvariantCulture)}{unit} ({values.Min().ToString(format, CultureInfo.InvariantCulture)} to {values.Max().ToString(format, CultureInfo.InvariantCulture)})");
}
