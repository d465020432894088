using System.Text.Json.Serialization;

namespace Verification.Readiness.Watching;

/// <summary>What a watch is to do: how long, how often it looks, how often it sends a test event.</summary>
/// <param name="For">From the first start to the last check.</param>
/// <param name="CheckEvery">Between two checks, which look at everything.</param>
/// <param name="CanaryEvery">Between two test events.</param>
public sealed record WatchPlan(TimeSpan For, TimeSpan CheckEvery, TimeSpan CanaryEvery)
{
    private static readonly TimeSpan Day = TimeSpan.FromHours(24);

    /// <summary>The watch that phase 3 asks for (migration context: 48 h, a check every 4 to 6 h, a test error every 6 h).</summary>
    public static WatchPlan Whole { get; } = new(TimeSpan.FromHours(48), TimeSpan.FromHours(4), TimeSpan.FromHours(6));

    /// <summary>Between two probes: one request each. A dozen checks in 48 h could not tell 99.5 % from 80 %; a look a minute can.</summary>
    [JsonIgnore]
    public TimeSpan ProbeEvery => Between(CheckEvery / 4, TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(1));

    /// <summary>Within which a test event must be readable (requirements, phase 4: under 10 s in the first hour).</summary>
    public static TimeSpan CanaryDeadline { get; } = TimeSpan.FromSeconds(10);

    /// <summary>How long a test event is waited for, to tell late from missing.</summary>
    [JsonIgnore]
    public TimeSpan CanaryPatience => Between(CanaryEvery / 4, CanaryDeadline, TimeSpan.FromMinutes(1));

    /// <summary>How much later than an interval a look may come before the time since the last one counts as not watched.</summary>
    public static TimeSpan Slack(TimeSpan interval) => Between(interval / 10, TimeSpan.FromSeconds(2), TimeSpan.FromMinutes(10));

    /// <summary>Moments worth a message, since the start: each 24 h and the end; of a shorter watch its middle and its end.</summary>
    [JsonIgnore]
    public IReadOnlyList<TimeSpan> Milestones => For < Day
        ? [For / 2, For]
        : [.. Enumerable.Range(1, (int)Math.Ceiling(For / Day) - 1).Select(day => day * Day), For];

    /// <summary>How often something of this sort is due.</summary>
    public TimeSpan Every(WatchKind duty) => duty switch
    {
        WatchKind.Check => CheckEvery,
        WatchKind.Canary => CanaryEvery,
        WatchKind.Probe => ProbeEvery,
        _ => throw new ArgumentOutOfRangeException(nameof(duty), duty, "is not due at intervals"),
    };

    /// <summary>A stretch of a watch as a person says it: "48 h", "2 h 30 min", "90 s".</summary>
    public static string Say(TimeSpan time) => time switch
    {
        _ when time < TimeSpan.FromMinutes(2) => Rendering.Numbers.Duration(time.TotalMilliseconds),
        _ when time < TimeSpan.FromHours(1) => $"{Rendering.Numbers.Figure(Math.Floor(time.TotalMinutes))} min{(time.Seconds > 0 ? $" {Rendering.Numbers.Figure(time.Seconds)} s" : "")}",
        _ => $"{Rendering.Numbers.Figure(Math.Floor(time.TotalHours))} h{(time.Minutes > 0 ? $" {Rendering.Numbers.Figure(time.Minutes)} min" : "")}",
    };

    private static TimeSpan Between(TimeSpan value, TimeSpan low, TimeSpan high) => value < low ? low : value > high ? high : value;
}
