using System.Globalization;

namespace Verification.Readiness.Rendering;

/// <summary>The one way in which figures are printed, in every format; a figure printed in two reports is the same text.</summary>
public static class Numbers
{
    /// <summary>What stands where a figure would.</summary>
    public const string NotMeasured = "not measured";

    /// <summary>The shortest text that reads back as the same number.</summary>
    public static string Figure(double value) => value == 0 ? "0" : value.ToString(CultureInfo.InvariantCulture);

    /// <summary>A figure with its unit, such as "2.31 s" or "0 events".</summary>
    public static string Measure(double? value, string unit) => value is double figure ? $"{Figure(figure)} {unit}".TrimEnd() : NotMeasured;

    /// <summary>The bound that decided, such as "at most 5 s".</summary>
    public static string Bound(Threshold threshold) => threshold.ToString();

    /// <summary>A share of 1 in percent, to a tenth.</summary>
    public static string Percent(double share) => $"{Figure(Rounded(share * 100, 1))} %";

    /// <summary>Milliseconds as a person says them: "850 ms", "2.31 s", "3 min 12 s".</summary>
    public static string Duration(double milliseconds) => milliseconds switch
    {
        < 999.5 => $"{Figure(Rounded(milliseconds, 0))} ms",
        < 59_995 => $"{Figure(Rounded(milliseconds / 1000, 2))} s",
        _ => $"{Figure(Math.Floor(Rounded(milliseconds / 1000, 0) / 60))} min {Figure(Rounded(milliseconds / 1000, 0) % 60)} s",
    };

    /// <summary>Bytes in the binary units in which memory is sold and limited.</summary>
    public static string Bytes(long bytes) => bytes >= 1L << 30
        ? $"{Figure(Rounded(bytes / (double)(1L << 30), 1))} GiB"
        : $"{Figure(Rounded(bytes / (double)(1L << 20), 1))} MiB";

    /// <summary>Effort, such as "about 30 min".</summary>
    public static string Effort(int minutes) => $"about {Figure(minutes)} min";

    /// <summary>A difference with its sign: "+2.6", "-1", "0".</summary>
    public static string Difference(double value) => value > 0 ? $"+{Figure(value)}" : Figure(value);

    /// <summary>A number of things: "1 check", "2 checks".</summary>
    public static string Count(int count, string thing) => $"{Figure(count)} {thing}{(count == 1 ? "" : "s")}";

    /// <summary>A moment in UTC, to the second.</summary>
    public static string Moment(DateTimeOffset moment) => moment.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss 'UTC'", CultureInfo.InvariantCulture);

    /// <summary>"100 - 5 - 3 = 92"; where more is taken than there is, the floor is part of the sum.</summary>
    public static string Subtraction(IEnumerable<double> taken, double result)
    {
        List<double> points = [.. taken];
        double plain = Rounded(100 - points.Sum(), 3);
        string sum = string.Concat(points.Select(point => $" - {Figure(point)}"));
        return plain < 0 ? $"100{sum} = {Figure(plain)}, counted as {Figure(result)}" : $"100{sum} = {Figure(result)}";
    }

    /// <summary>Rounds half away from zero, as the score does.</summary>
    public static double Rounded(double value, int digits) => Math.Round(value, digits, MidpointRounding.AwayFromZero);
}
