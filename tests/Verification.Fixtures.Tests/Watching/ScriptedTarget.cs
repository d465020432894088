using Verification.Fixtures.Watching;
using Verification.Readiness;
using Verification.Readiness.Watching;

namespace Verification.Fixtures.Tests.Watching;

/// <summary>A target that follows a script: how it is at each hour since the watch began.</summary>
internal sealed class ScriptedTarget(WatchTime time) : IWatchedTarget
{
    private int _looks;

    /// <summary>Whether it answers.</summary>
    public Func<double, Outcome> Answers { get; set; } = _ => Outcome.Pass;

    /// <summary>Whether the n-th look fails on the way.</summary>
    public Func<int, bool> LookFails { get; set; } = _ => false;

    /// <summary>How long an answer takes, in milliseconds.</summary>
    public double LatencyMs { get; set; } = 20;

    /// <summary>Its parts; null when they can't be seen.</summary>
    public Func<double, IReadOnlyList<PartReading>?> Parts { get; set; } = _ => [Web(200), Worker("b", 150)];

    /// <summary>Share of the host's memory in use.</summary>
    public Func<double, double?> Host { get; set; } = _ => 0.55;

    /// <summary>Issues of the applications.</summary>
    public Func<double, int?> Errors { get; set; } = hours => hours < 5 ? 0 : 3;

    /// <summary>What becomes of a test event.</summary>
    public Func<int, CanaryLook> Canary { get; set; } = _ => new(Outcome.Pass, 1500, "captured as sent");

    /// <summary>The services.</summary>
    public IReadOnlyList<ServiceReading> Services { get; set; } = [];

    /// <summary>How long a check and a test event take.</summary>
    public (TimeSpan Check, TimeSpan Canary) Takes { get; set; }

    public static PartReading Web(double mib, string identity = "a") => new("web", identity, 0, mib);

    public static PartReading Worker(string identity, double mib, int restarts = 0) => new("worker", identity, restarts, mib);

    /// <summary>A failure between two hours.</summary>
    public static Func<double, Outcome> DownFrom(double hour, double until) => now => now >= hour && now < until ? Outcome.Fail : Outcome.Pass;

    public Task<TargetLook> ProbeAsync(CancellationToken ct) => Task.FromResult(Look());

    public Task<(TargetLook Look, CheckFigures Figures)> CheckAsync(DateTimeOffset since, CancellationToken ct)
    {
        double hours = time.Elapsed.TotalHours;
        TargetLook look = Look();
        time.Advance(Takes.Check);
        IReadOnlyList<PartReading>? parts = Parts(hours);
        return Task.FromResult((look, new CheckFigures
        {
            Version = "5.2", Parts = parts, PartsUnseen = parts is null ? "no engine tells them" : null, HostUsedShare = Host(hours),
            RealErrors = look.Outcome == Outcome.Pass ? Errors(hours) : null, Services = Services,
        }));
    }

    public Task<CanaryLook> CanaryAsync(int number, TimeSpan patience, CancellationToken ct)
    {
        time.Advance(Takes.Canary);
        return Task.FromResult(Canary(number));
    }

    private TargetLook Look() => LookFails(_looks++) ? new(Outcome.Fail, null, "does not answer: connection reset") : Answers(time.Elapsed.TotalHours) switch
    {
        Outcome.Pass => new(Outcome.Pass, LatencyMs, "answers"),
        Outcome.Fail => new(Outcome.Fail, null, "does not answer: connection refused"),
        _ => new(Outcome.Unknown, null, "answers 401 to the watch's own token"),
    };
}
