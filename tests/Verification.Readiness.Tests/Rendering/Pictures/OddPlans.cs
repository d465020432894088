using Verification.Readiness.Load;

namespace Verification.Readiness.Tests.Rendering.Pictures;

/// <summary>Load plans at the edges of what a run may record.</summary>
internal static class OddPlans
{
    private static readonly LoadPlanRecord Nothing = LoadSamples.Knee() with { Plan = "nothing", Knee = null, Shortfall = null };

    public static IReadOnlyList<LoadPlanRecord> All { get; } =
    [
        LoadSamples.Burst(), LoadSamples.Knee(), LoadSamples.Soak(4_000), Nothing,
        Nothing with { Plan = "memory alone", Memory = [new("web", [new(0, 203), new(100, 204)])] },
        Of("one point", [new(0, 104.2)]),
        Of("one point far away", [new(3.6e9, 1e15)]),
        Of("nothing but zero", [new(0, 0), new(1000, 0)]),
        Of("all at one moment", [new(5, 1), new(5, 2), new(5, 3)]),
        Of("figures that are none", [new(0, double.NaN), new(double.PositiveInfinity, 1), new(1, double.NegativeInfinity), new(2, 4), new(3, double.MaxValue)]),
        Of("as large as can be", [new(0, 1e300), new(1e300, -1e300)]),
        Of("as small as can be", [new(0, double.Epsilon), new(double.Epsilon, double.Epsilon)]),
        Of("below zero", [new(-5000, -3), new(4000, 20)]),
        Nothing with
        {
            Plan = "many of everything",
            Phases = [.. Enumerable.Range(0, 60).Select(index => new PhaseMark($"phase {index} with a name that is far too long for its band", index * 10, (index + 1) * 10)), new("backwards", 9, 3), new("none", double.NaN, 1)],
            Memory = [.. Enumerable.Range(0, 15).Select(index => new Series($"part {index} of a long name", [new(0, index), new(600, index * 2)]))],
            Knee = new(0, 10, "", [new(10, 5, 0, false)]),
            Latency = new([new(1, 4)], []),
        },
        Nothing with { Plan = "silent knee", Knee = new(0, null, "", [new(10, null, 100, false)]), Latency = new([], []) },
        Nothing with { Plan = "knee above", Knee = new(10, null, "Not tried further.", [new(10, 0, 0, true), new(10, 0, 0, true)]) },
        Nothing with { Plan = "no rate tried", Knee = new(0, null, "", []) },
    ];

    private static LoadPlanRecord Of(string name, IReadOnlyList<Point> points) => LoadSamples.Burst() with
    {
        Plan = name,
        Phases = [new("only", points[0].Ms, points[0].Ms)],
        Arrivals = [new("planned", points), new("sent", points), new("other", points)],
        Backlog = [new("backlog", points)],
        Memory = [new("web", points), new("total", points)],
        Latency = new([.. points.Select(point => new Quantile(point.Ms, point.Value))], [.. points.Select(point => new Quantile(0.5, point.Value))]),
        Knee = new(points[0].Value, points[^1].Value, "", [.. points.Select(point => new KneeStep(point.Ms, point.Value, 0, point.Value > 2))]),
    };
}
