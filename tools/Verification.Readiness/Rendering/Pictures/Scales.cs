namespace Verification.Readiness.Rendering.Pictures;

/// <summary>Makes scales whose ticks are round numbers.</summary>
public static class Scales
{
    /// <summary>From which ratio on a linear axis would hide the small figures.</summary>
    public const double Wide = 100;

    // Anything closer than that is one figure with noise, and dividing by the distance would only enlarge the noise.
    private const double SameFrom = 1e-9;

    // Smaller figures lose their digits, and powers of ten become 0.
    private const double Smallest = 1e-290;

    private static readonly double[] Decimal = [1, 2, 5, 10];

    private static readonly double[] Decades = [1];

    /// <summary>An axis upwards: from zero, or logarithmic where <paramref name="mayBeLogarithmic"/> and the figures differ by more than <see cref="Wide"/>.</summary>
    public static Scale Up(IEnumerable<double> values, int most, bool mayBeLogarithmic = false)
    {
        List<double> finite = [.. values.Where(double.IsFinite)];
        List<double> positive = [.. finite.Where(value => value >= Smallest)];
        if (mayBeLogarithmic && positive.Count > 0 && positive.Max() / positive.Min() > Wide)
        {
            return Logarithmic(positive.Min(), positive.Max(), most);
        }

        double low = Math.Min(0, finite.DefaultIfEmpty(0).Min()), high = Math.Max(0, finite.DefaultIfEmpty(0).Max());
        high = high - low <= Smallest ? low + 1 : high;
        double step = Step((high - low) / most);
        (double from, double to) = (Math.Floor((low / step) + SameFrom) * step, Math.Ceiling((high / step) - SameFrom) * step);
        return new(from, to, false, Ticks(from, to, step));
    }

    /// <summary>An axis across, exactly as long as its figures reach.</summary>
    /// <param name="low">Where it begins.</param>
    /// <param name="high">Where it ends.</param>
    /// <param name="most">About how many ticks there is room for.</param>
    /// <param name="round">Steps that are round in the unit; 1, 2, 5, 10 when there are none or where a step is below 1.</param>
    public static Scale Across(double low, double high, int most, IReadOnlyList<double>? round = null)
    {
        double far = Math.Max(Math.Abs(low), Math.Abs(high));
        if (high - low <= far * SameFrom || high - low <= Smallest)
        {
            (low, high) = far <= Smallest ? (0, 1) : (low - (far / 2), high + (far / 2));
        }

        double raw = (high - low) / most;
        double step = (raw >= 1 ? round?.FirstOrDefault(candidate => candidate >= raw * (1 - SameFrom)) : null) is double found and > 0 ? found : Step(raw);
        return new(low, high, false, Ticks(low, high, step));
    }

    /// <summary>The smallest step of 1, 2 or 5 times a power of ten that is not below <paramref name="raw"/>.</summary>
    public static double Step(double raw)
    {
        double power = Math.Pow(10, Math.Floor(Math.Log10(raw)));
        return power * Decimal.First(candidate => candidate == 10 || candidate >= (raw / power) - SameFrom);
    }

    private static List<Tick> Ticks(double from, double to, double step)
    {
        double first = Math.Ceiling((from / step) - SameFrom), last = Math.Floor((to / step) + SameFrom);
        List<Tick> ticks = [];
        // A power of ten below 1 is not exact: "0.30000000000000004" is a tick at 0.3.
        int digits = (int)Math.Clamp(-Math.Floor(Math.Log10(step)), 0, 15);
        for (double index = first; index <= last; index++)
        {
            double value = Math.Round(index * step, digits);
            ticks.Add(new(value, ChartWords.Tick(value)));
        }

        return ticks;
    }

    private static Scale Logarithmic(double low, double high, int most)
    {
        (double below, double above) = (Math.Pow(10, Math.Floor(Math.Log10(low))), Math.Pow(10, Math.Floor(Math.Log10(high))));
        double from = below * Decimal.Last(digit => digit == 1 || digit * below <= low), to = above * Decimal.First(digit => digit == 10 || digit * above >= high);
        double every = Math.Max(1, Math.Ceiling((Math.Log10(to) - Math.Log10(from)) / most));
        List<Tick> fine = Inside(from, to, 1, Decimal[..3]);
        return new(from, to, true, fine.Count <= most + 1 ? fine : Inside(from, to, every, Decades));
    }

    private static List<Tick> Inside(double from, double to, double every, double[] digits)
    {
        List<Tick> ticks = [];
        for (double exponent = Math.Floor(Math.Log10(from)); exponent <= Math.Ceiling(Math.Log10(to)); exponent += every)
        {
            IEnumerable<double> values = digits.Select(digit => digit * Math.Pow(10, exponent));
            ticks.AddRange(values.Where(value => value >= from * (1 - SameFrom) && value <= to * (1 + SameFrom)).Select(value => new Tick(value, ChartWords.Tick(value))));
        }

        return ticks;
    }
}
