using Verification.Readiness.Load;
using Verification.Readiness.Rendering.Pictures;

namespace Verification.Readiness.Rendering.LoadReport;

/// <summary>Draws arrivals against the plan.</summary>
public static class ArrivalsPicture
{
    private const double Height = 170;
    private const int Ticks = 5;

    private static readonly Dictionary<string, (LineStyle Style, Joining Joining)> Known = new(StringComparer.Ordinal)
    {
        ["planned"] = (new(LineStyle.Behind, 0), Joining.StepArea),
        ["sent"] = (new(1, 0), Joining.Steps),
        ["accepted"] = (new(2, 1), Joining.Steps),
        ["stored"] = (new(3, 0, Bold: true), Joining.Steps),
    };

    /// <summary>The picture; null when nothing arrived.</summary>
    public static Chart? Of(LoadPlanRecord plan, string id, TimeSpread spread)
    {
        List<Line> lines = [.. plan.Arrivals.Select(Line).Where(line => line.Dots.Count > 0)];
        if (lines.Count == 0)
        {
            return null;
        }

        Scale up = Scales.Up(lines.SelectMany(line => line.All).Select(dot => dot.Y), Ticks);
        return new($"{id}-arrivals", "arrivals against plan", plan.Plan, Caption(plan), spread.Axis, [new(new("events per second", up), lines, Height)], spread.Phases);
    }

    private static Line Line(Series series, int index)
    {
        (LineStyle style, Joining joining) = Known.GetValueOrDefault(series.Name, (LineStyle.Of(index), Joining.Steps));
        return Lines.Of(series, style, joining);
    }

    private static string Caption(LoadPlanRecord plan)
    {
        IEnumerable<string> highest = Known.Keys.Where(name => Lines.Highest(plan.Arrivals, name) is not null).Select(name => $"{LoadWords.Figure(Lines.Highest(plan.Arrivals, name), 1)} {name}");
        string most = string.Join(", ", highest);
        return $"{(most.Length == 0 ? "" : $"At the most, per second: {most}. ")}What is accepted and not yet stored waits in the queue.";
    }
}
