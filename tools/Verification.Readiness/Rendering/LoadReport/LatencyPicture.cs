using Verification.Readiness.Load;
using Verification.Readiness.Rendering.Pictures;

namespace Verification.Readiness.Rendering.LoadReport;

/// <summary>Draws the latency distribution, stretched towards its tail, in two readings.</summary>
public static class LatencyPicture
{
    private const double Height = 170;
    private const int Ticks = 5;
    private const double Tail = 0.99;

    /// <summary>The picture; null when nothing was answered.</summary>
    public static Chart? Of(LoadPlanRecord plan, string id)
    {
        if (plan.Latency is not LatencyRecord latency)
        {
            return null;
        }

        List<Line> lines =
        [
            // The naive one in front: where nothing stalled both are the same, and its gaps show the other.
            new("corrected: from the intended moment", new(1, 0, Bold: true), Joining.Straight, Dots(latency.Corrected), MarkShape.Circle),
            new("naive: from the moment of sending", new(2, 1), Joining.Straight, Dots(latency.Naive), MarkShape.Ring),
        ];
        List<double> values = [.. lines.SelectMany(line => line.Dots).Select(dot => dot.Y)];
        if (values.Count == 0)
        {
            return null;
        }

        Axis up = new("ms until the answer", Scales.Up(values, Ticks, mayBeLogarithmic: true));
        return new($"{id}-latency", "latency distribution", plan.Plan, Caption(latency), TailAxis.Axis, [new(up, lines, Height)], []);
    }

    private static IReadOnlyList<Dot> Dots(IReadOnlyList<Quantile> quantiles) =>
        Lines.Dots(Thinning.Of([.. quantiles.Select(quantile => new Point(TailAxis.Position(quantile.Share), quantile.Milliseconds))]));

    private static string Caption(LatencyRecord latency)
    {
        double? corrected = LoadWords.At(latency.Corrected, Tail), naive = LoadWords.At(latency.Naive, Tail);
        string tail = corrected is null || naive is null ? "" : $"p99 is {LoadWords.Latency(corrected)} corrected and {LoadWords.Latency(naive)} naive. ";
        return $"{tail}Where the lines part, the target kept requests waiting before they could even be sent.";
    }
}
