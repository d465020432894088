namespace Verification.Readiness.Rendering.Pictures;

/// <summary>The unit in which a time axis is read.</summary>
/// <param name="Name">As it is written.</param>
/// <param name="Milliseconds">How long it is.</param>
/// <param name="Round">Steps that are round in it.</param>
public sealed record TimeUnit(string Name, double Milliseconds, IReadOnlyList<double> Round)
{
    private static readonly double[] Sixty = [1, 2, 5, 10, 15, 30, 60];

    private static readonly TimeUnit[] All =
    [
        new("ms", 1, []), new("s", 1000, Sixty), new("min", 60_000, Sixty), new("h", 3_600_000, [1, 2, 3, 6, 12, 24]), new("days", 86_400_000, []),
    ];

    /// <summary>The largest unit of which that stretch has three at least.</summary>
    public static TimeUnit Of(double milliseconds) => All.LastOrDefault(unit => milliseconds >= 3 * unit.Milliseconds) ?? All[0];

    /// <summary>A scale over a stretch of milliseconds, with ticks that are round in this unit.</summary>
    public Scale Across(double from, double to, int most)
    {
        Scale own = Scales.Across(from / Milliseconds, to / Milliseconds, most, Round);
        return new(own.From * Milliseconds, own.To * Milliseconds, false, [.. own.Ticks.Select(tick => tick with { Value = tick.Value * Milliseconds })]);
    }

    /// <summary>A moment in this unit, to a tenth.</summary>
    public string Moment(double milliseconds) => Numbers.Figure(Numbers.Rounded(milliseconds / Milliseconds, 1));
}
