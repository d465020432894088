namespace Verification.Readiness.Statistics;

/// <summary>How a figure scatters from run to run: median and median absolute deviation, which nearly half of the values may be garbage without moving far.</summary>
/// <param name="Values">Values that it was taken from.</param>
/// <param name="Median">The middle one.</param>
/// <param name="Mad">Median of their distances from it, in the figure's unit.</param>
/// <param name="Digits">Decimal places that the values are written with, at most <see cref="MostDigits"/>; null when all are the same, which shows no resolution.</param>
public sealed record Spread(int Values, double Median, double Mad, int? Digits)
{
    /// <summary>Beyond so many standard deviations chance is no explanation (about 3 in 1,000 normal values).</summary>
    public const double Sigmas = 3;

    /// <summary>The least change, as a share of the median, that is more than noise: few runs that happen to agree prove no precision.</summary>
    public const double LeastShare = 0.05;

    /// <summary>Finer decimal places than these say nothing about how a figure is read.</summary>
    public const int MostDigits = 9;

    // What makes the MAD of normal values their standard deviation (Rousseeuw and Croux 1993).
    private const double Normal = 1.4826;

    // Of binary fractions: 1.1 - 1 is not 0.1.
    private const double Rounding = 1e-9;

    /// <summary>The spread of the values that are finite; null when none is.</summary>
    public static Spread? Of(IEnumerable<double> values)
    {
        double[] finite = [.. values.Where(double.IsFinite)];
        if (finite.Length == 0)
        {
            return null;
        }

        double median = Statistics.Median.Of(finite);
        int? digits = finite.Distinct().Count() > 1 ? finite.Max(DigitsOf) : null;
        return new(finite.Length, median, Statistics.Median.Of(finite.Select(value => Math.Abs(value - median))), digits);
    }

    /// <summary>How far a figure may lie from the median and still be noise: 3 MAD-sigma, but no less than 5 % of the median and one step of the resolution that the figures show.</summary>
    public double Limit(double figure) => Math.Max(Sigmas * Normal * Mad, Math.Max(LeastShare * Math.Abs(Median), StepWith(figure)));

    /// <summary>Whether noise explains a figure; one that is none is explained by nothing.</summary>
    public bool Explains(double figure) => double.IsFinite(figure) && Math.Abs(figure - Median) <= Limit(figure) * (1 + Rounding);

    private double StepWith(double figure) => Digits is int digits ? Math.Pow(10, -Math.Max(digits, DigitsOf(figure))) : 0;

    private static int DigitsOf(double value) =>
        double.IsFinite(value) ? Enumerable.Range(0, MostDigits).FirstOrDefault(digits => Math.Round(value, digits) == value, MostDigits) : MostDigits;
}
