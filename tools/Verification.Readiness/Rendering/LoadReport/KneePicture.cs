using Verification.Readiness.Load;
using Verification.Readiness.Rendering.Pictures;

namespace Verification.Readiness.Rendering.LoadReport;

/// <summary>Draws the rates that a knee search tried, and shades where the knee is.</summary>
public static class KneePicture
{
    private const double Height = 170;
    private const int Ticks = 5;

    /// <summary>The picture; null when no knee was searched, or no rate was answered.</summary>
    public static Chart? Of(LoadPlanRecord plan, string id)
    {
        if (plan.Knee is not KneeRecord knee)
        {
            return null;
        }

        IReadOnlyList<Dot> held = Dots(knee, step => step.Holds), broke = Dots(knee, step => !step.Holds);
        List<Dot> answered = [.. held.Concat(broke).OrderBy(dot => dot.X).ThenBy(dot => dot.Y)];
        if (answered.Count == 0)
        {
            return null;
        }

        Scale up = Scales.Up(answered.Select(dot => dot.Y), Ticks, mayBeLogarithmic: true);
        Dot[] silent = [.. knee.Steps.Where(step => step.P95Milliseconds is null && double.IsFinite(step.PerSecond)).Select(step => new Dot(step.PerSecond, up.To))];
        Line[] lines =
        [
            new(null, new(LineStyle.Behind, 0), Joining.Straight, answered),
            new("objective met", new(3, 0), Joining.None, held, MarkShape.Circle),
            new("not met", new(2, 0), Joining.None, broke, MarkShape.Cross),
            .. silent.Length == 0 ? Array.Empty<Line>() : [new("nothing answered", new(2, 0), Joining.None, silent, MarkShape.Triangle)],
        ];
        Scale across = Scales.Up(lines.SelectMany(line => line.Dots).Select(dot => dot.X), Ticks + 1);
        Pane pane = new(new("ms p95, corrected", up), lines, Height);
        return new($"{id}-knee", "search for the knee", plan.Plan, LoadWords.Knee(knee), new("events per second offered", across), [pane], [.. Bracket(knee)]);
    }

    private static IEnumerable<Band> Bracket(KneeRecord knee)
    {
        if (knee.BrokePerSecond is double broke && double.IsFinite(broke) && double.IsFinite(knee.HeldPerSecond) && broke > knee.HeldPerSecond)
        {
            yield return new($"knee: {LoadWords.Figure(knee.HeldPerSecond, 0)} to {LoadWords.Figure(broke, 0)}", knee.HeldPerSecond, broke, Emphasis: true);
        }
    }

    private static IReadOnlyList<Dot> Dots(KneeRecord knee, Func<KneeStep, bool> which) =>
        Lines.Dots(Thinning.Of([.. knee.Steps.Where(which).Where(step => step.P95Milliseconds is not null).Select(step => new Point(step.PerSecond, step.P95Milliseconds!.Value))]));
}
