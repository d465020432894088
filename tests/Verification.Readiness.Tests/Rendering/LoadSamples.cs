using Verification.Readiness.Load;

namespace Verification.Readiness.Tests.Rendering;

/// <summary>Load plans as runs record them; made by arithmetic, so that they are the same each time.</summary>
internal static class LoadSamples
{
    /// <summary>A burst that is stored more slowly than it is accepted, and a search for the knee by a starved generator.</summary>
    public static LoadRecord Load() => new(0.25, [Burst(), Knee()]);

    /// <summary>2,000 events planned over 8 s, stored over 16.</summary>
    public static LoadPlanRecord Burst()
    {
        double[] planned = [0, 0, 250, 250, 250, 250, 250, 250, 250, 250, 0], stored = [0, 0, 96, 128, 121, 124, 119, 126, 122, 125, 123, 118, 127, 124, 120, 122, 125, 121, 59];
        return new()
        {
            Plan = "burst-2000",
            Title = "2,000 errors in 8 s, all stored and grouped",
            Engine = "own",
            Model = "open",
            Sent = 2000,
            Accepted = 1998,
            Stored = 1998,
            AcceptedPerSecond = 249.38,
            StoredPerSecond = 121.75,
            Visible = [new(0.5, 5210), new(0.95, 8105), new(1, 8640)],
            Answers = new Dictionary<string, int> { ["200"] = 1998, ["503"] = 2 },
            Explanation = "CELERY_WORKER_POOL is threads with 4 x 25: about 122 events/s are known of it.",
            Shortfall = null,
            Fidelity = "99.9 % of the arrivals within 1 ms of their moment, the latest 3.1 ms late.",
            Phases = [new("idle", -2000, 0), new("burst", 0, 8000), new("drain", 8000, 17_000)],
            Arrivals =
            [
                Seconds("planned", -2, planned), Seconds("sent", -2, [.. planned.Select(rate => rate == 250 ? 249.9 : rate)]),
                Seconds("accepted", -2, [.. planned.Select((rate, second) => rate == 0 ? 0 : 247 + (second % 3))]), Seconds("stored", -2, stored),
            ],
            Backlog = [Backlog(stored)],
            Memory = [Memory("web", 203, 30), Memory("worker", 153, 62), Memory("postgres", 81, 26), Memory("redis", 5, 17), Memory("total", 442, 135)],
            MemoryParts = [new("web", 203, 233, 231, 256), new("worker", 153, 215, 211, 512), new("postgres", 81, 107, 104.5, null), new("redis", 5, 22, 7, 100), new("total", 442, 577, 553.5, null)],
            Latency = new(
                Quantiles([1.1, 3.9, 4.2, 4.6, 4.9, 5.2, 5.7, 6.4, 7.6, 11.2, 188, 1015, 1360, 1402]), Quantiles([1.1, 3.8, 4.1, 4.4, 4.7, 5, 5.4, 5.9, 6.6, 8.1, 12.4, 31, 1240, 1400])),
            Knee = null,
        };
    }

    /// <summary>A search that held at 120 and broke at 140 events per second, by a generator that could not keep its plan.</summary>
    public static LoadPlanRecord Knee() => Burst() with
    {
        Plan = "knee",
        Title = "the highest rate that meets the objective",
        Engine = "nbomber 4.1.2",
        Model = "closed",
        StoredPerSecond = null,
        Visible = [],
        Answers = new Dictionary<string, int>(),
        Shortfall = "second 12 sent 180 of 200 planned events.",
        Phases = [],
        Arrivals = [],
        Backlog = [],
        Memory = [],
        MemoryParts = [],
        Latency = null,
        Knee = new(120, 140, "Two runs of 10 s at each end agree.", [
            new(50, 9.4, 0, true), new(100, 24, 0, true), new(200, 8400, 2.5, false), new(150, 2100, 0, false), new(125, 610, 0, false), new(120, 320, 0, true), new(140, 1500, 6.2, false),
            new(400, null, 100, false)]),
    };

    /// <summary>Hours of samples each 100 ms, with a spike of a single sample.</summary>
    public static LoadPlanRecord Soak(int samples) => Burst() with
    {
        Plan = "soak",
        Title = "a constant rate for hours",
        Phases = [new("warm-up", 0, 60_000), new("soak", 60_000, (samples * 100) - 60_000), new("drain", (samples * 100) - 60_000, samples * 100)],
        Memory =
        [
            Samples("web", samples, index => 210 + (4 * Math.Sin(index / 900.0))), Samples("worker", samples, index => index == samples * 3 / 5 ? 460 : 150 + (index / 4000.0) + (9 * Math.Abs(Math.Sin(index * 1.7)))),
            Samples("postgres", samples, index => 90 + Math.Sqrt(index / 500.0)), Samples("redis", samples, index => 7 + (2 * Math.Abs(Math.Cos(index * 0.9)))),
            Samples("total", samples, index => 470 + (index / 4000.0) + (11 * Math.Abs(Math.Sin(index * 1.7)))),
        ],
        Backlog = [Samples("backlog", samples, index => 40 + (25 * Math.Sin(index * 0.7)))],
        Arrivals =
        [
            Samples("planned", samples / 10, index => index < samples / 11 ? 20 : 0, 1000), Samples("sent", samples / 10, index => index < samples / 11 ? 20 : 0, 1000),
            Samples("accepted", samples / 10, index => index < samples / 11 && index != samples / 20 ? 20 : 0, 1000), Samples("stored", samples / 10, index => index < samples / 11 ? 17 + (index % 7) : 3, 1000),
        ],
    };

    private static Series Samples(string name, int count, Func<int, double> value, double every = 100) =>
        new(name, [.. Enumerable.Range(0, count).Select(index => new Point(index * every, value(index)))]);

    private static Series Seconds(string name, int first, IReadOnlyList<double> values) => new(name, [.. values.Select((value, index) => new Point((first + index) * 1000, value))]);

    private static Series Backlog(double[] stored)
    {
        double waiting = 0;
        return new("backlog", [.. stored.Select((rate, second) => new Point((second - 2) * 1000, waiting = Math.Max(0, waiting + (second is > 1 and < 10 ? 250 : 0) - rate)))]);
    }

    private static Series Memory(string name, double idle, double growth) => new(name,
        [.. Enumerable.Range(0, 39).Select(half => new Point((half * 500) - 2000, Math.Round(idle + (growth * (half < 4 ? 0 : Math.Min(1, (half - 4) / 17.0)) * (half > 30 ? 0.9 : 1)) + (half % 3), 1)))]);

    private static IReadOnlyList<Quantile> Quantiles(double[] milliseconds) =>
        [.. new[] { 0, .1, .2, .3, .4, .5, .6, .7, .8, .9, .95, .99, .999, 1 }.Zip(milliseconds, (share, value) => new Quantile(share, value))];
}
