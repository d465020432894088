using System.Globalization;

namespace Verification.Readiness.Rendering.Pictures;

/// <summary>Says in words what a picture shows, for those who do not see it.</summary>
public static class ChartWords
{
    /// <summary>What to see, and how to read what was too much to draw.</summary>
    public static string Caption(Chart chart) => chart.Panes.Any(pane => pane.Lines.Any(line => line.Extremes is not null))
        ? $"{chart.Caption} Lines are averages over a few samples each; the hairs behind them reach the lowest and the highest."
        : chart.Caption;

    /// <summary>Axes, lines with their least and greatest figure, and bands.</summary>
    public static string Describe(Chart chart)
    {
        IEnumerable<string> panes = chart.Panes.Select(pane =>
            $"Up: {pane.Up.Name}, {Ends(pane.Up.Scale)}. {string.Join("; ", pane.Lines.Where(line => line.Name is not null && line.Dots.Count > 0).Select(Line))}.");
        string bands = chart.Bands.Count == 0 ? "" : $" Marked: {string.Join("; ", chart.Bands.Select((band, index) => band.Emphasis ? band.Name : $"{Numbers.Figure(index + 1)} {band.Name}"))}.";
        return $"Across: {chart.Across.Name}. {string.Join(" ", panes)}{bands}";
    }

    /// <summary>A figure on an axis, short enough for its margin.</summary>
    public static string Tick(double value) => Math.Abs(value) switch
    {
        >= 1e12 or (> 0 and < 1e-3) => value.ToString("0.#e0", CultureInfo.InvariantCulture),
        >= 1e9 => $"{Numbers.Figure(value / 1e9)} G",
        >= 1e6 => $"{Numbers.Figure(value / 1e6)} M",
        _ => Numbers.Figure(Math.Round(value, 6)),
    };

    private static string Ends(Scale scale) => $"{Tick(scale.From)} to {Tick(scale.To)}{(scale.IsLogarithmic ? ", logarithmic" : "")}";

    private static string Line(Line line) => $"{line.Name} from {Short(line.All.Min(dot => dot.Y))} to {Short(line.All.Max(dot => dot.Y))}";

    private static string Short(double value) => Numbers.Figure(Numbers.Rounded(value, 1));
}
