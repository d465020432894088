using Verification.Readiness.Load;
using Verification.Readiness.Rendering.Pictures;

namespace Verification.Readiness.Rendering.LoadReport;

/// <summary>The time that a plan took: all its pictures over time have the same axis, so that they can be laid side by side.</summary>
public sealed record TimeSpread(Axis Axis, IReadOnlyList<Band> Phases)
{
    private const int Ticks = 6;

    /// <summary>From the first to the last moment of which there is a figure or a phase.</summary>
    public static TimeSpread Of(LoadPlanRecord plan)
    {
        List<PhaseMark> phases = [.. plan.Phases.Where(phase => double.IsFinite(phase.EndMs - phase.StartMs) && phase.EndMs >= phase.StartMs)];
        IEnumerable<Point> rates = plan.Arrivals.SelectMany(series => Lines.Held(Thinning.Averages(series.Points)));
        IEnumerable<Point> levels = plan.Backlog.Concat(plan.Memory).SelectMany(series => series.Points);
        List<double> all = [.. rates.Concat(levels).Where(Thinning.CanBeDrawn).Select(point => point.Ms).Concat(phases.SelectMany(phase => new[] { phase.StartMs, phase.EndMs })).DefaultIfEmpty(0)];
        (double from, double to) = (all.Min(), all.Max());
        TimeUnit unit = TimeUnit.Of(to - from);
        return new(new($"{unit.Name} since the plan began", unit.Across(from, to, Ticks)), [.. phases.Select(phase => new Band(phase.Name, phase.StartMs, phase.EndMs))]);
    }

    /// <summary>Whether there is anything to draw.</summary>
    public static bool Any(IReadOnlyList<Series> series) => series.Any(line => line.Points.Any(Thinning.CanBeDrawn));
}
