using Verification.Fixtures.Watching;
using Verification.Readiness;
using Verification.Readiness.Watching;
using static Verification.Fixtures.Tests.Watching.ScriptedTarget;
using static Verification.Readiness.Watching.WatchCriteria;

namespace Verification.Fixtures.Tests.Watching;

/// <summary>Forty-eight hours each, with what a watch must say of them; written by hand.</summary>
internal static class Histories
{
    private const string Passed = "WATCH PASSED";
    private const string Failed = "WATCH FAILED";
    private const string Open = "WATCH INCONCLUSIVE";

    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    private static readonly CanaryLook Lost = new(Outcome.Fail, null, "accepted, and not readable after 60 s");

    public static IReadOnlyDictionary<string, WatchedHistory> All { get; } = new Dictionary<string, WatchedHistory>
    {
        ["all is well"] = new(Passed, [], []),
        ["the night on which summer time begins"] = new(Passed, [], []) { Start = new(2026, 3, 28, 22, 0, 0, TimeSpan.FromHours(1)) },
        ["the night on which summer time ends"] = new(Passed, [], []) { Start = new(2026, 10, 24, 22, 0, 0, TimeSpan.FromHours(2)) },
        ["a new year"] = new(Passed, [], []) { Start = new(2026, 12, 30, 23, 59, 58, TimeSpan.Zero) },
        ["looks that take long"] = new(Passed, [], []) { Target = target => target.Takes = (TimeSpan.FromSeconds(40), TimeSpan.FromSeconds(9)) },
        ["a clock that is slewed"] = new(Passed, [], []) { SlewPpm = 500 },
        ["one look that fails on the way"] = new(Passed, [], []) { Target = target => target.LookFails = look => look == 700 },
        ["memory that saws"] = new(Passed, [], []) { Target = target => target.Parts = hours => [Web(200 + (30 * (hours % 3 / 3))), Worker("b", 150)] },
        ["memory that warms up for six hours"] = new(Passed, [], []) { Target = target => target.Parts = hours => [Web(200), Worker("b", 130 + (60 * Math.Min(1, hours / 6)))] },
        ["answers that are slow"] = new(Passed, [Latency], []) { Target = target => target.LatencyMs = 900 },
        ["one look in forty fails on the way"] = new(Passed, [Availability], []) { Target = target => target.LookFails = look => look % 41 == 40 },
        ["a service silent since the cutover"] = new(Passed, [WatchCriteria.Services], [])
        {
            Services = ["api", "queue-worker"],
            Target = target => target.Services = [new("api", new(2026, 11, 21, 1, 0, 0, TimeSpan.Zero)), new("queue-worker", new(2026, 11, 20, 5, 59, 0, TimeSpan.Zero))],
        },
        ["every service reports"] = new(Passed, [], []) { Services = ["api"], Target = target => target.Services = [new("api", new(2026, 11, 21, 1, 0, 0, TimeSpan.Zero))] },
        ["ten minutes down between two checks"] = new(Failed, [Uptime], []) { Target = target => target.Answers = DownFrom(9.5, 9.5 + (1 / 6.0)) },
        ["down at a check"] = new(Failed, [Uptime], []) { Target = target => target.Answers = DownFrom(7.999, 8.1) },
        ["down from the fortieth hour on"] = new(Failed, [Uptime, Canaries, Availability], [])
        {
            Target = target => (target.Answers, target.Canary) = (DownFrom(40, 99), number => number < 7 ? new(Outcome.Pass, 1500, "captured as sent") : new(Outcome.Fail, null, "could not be sent: connection refused")),
        },
        ["a worker restarted between two checks"] = new(Failed, [NoRestart], []) { Target = target => target.Parts = hours => [Web(200), Worker(hours < 13 ? "b" : "c", 150)] },
        ["a worker that its engine restarted"] = new(Failed, [NoRestart], []) { Target = target => target.Parts = hours => [Web(200), Worker("b", 150, hours < 13 ? 0 : 1)] },
        ["a worker that is gone for a check"] = new(Failed, [NoRestart], []) { Target = target => target.Parts = hours => hours is > 15 and < 17 ? [Web(200)] : [Web(200), Worker("b", 150)] },
        ["a web that crashes again and again"] = new(Failed, [NoRestart], []) { Target = target => target.Parts = hours => [Web(200, $"{(int)(hours / 3)}"), Worker("b", 150)] },
        ["a test event lost"] = new(Failed, [Canaries], []) { Target = target => target.Canary = number => number == 3 ? Lost : new(Outcome.Pass, 1500, "captured as sent") },
        ["a test event visible but altered"] = new(Failed, [Canaries], [])
        {
            Target = target => target.Canary = number => number == 5 ? new(Outcome.Fail, 1400, "came back altered: its extra data are not those that were sent") : new(Outcome.Pass, 1500, "captured as sent"),
        },
        ["a test event captured late"] = new(Failed, [Canaries], []) { Target = target => target.Canary = number => number == 8 ? new(Outcome.Fail, 24_000, "captured late") : new(Outcome.Pass, 1500, "captured as sent") },
        ["memory creeping one percent an hour"] = new(Failed, [MemoryFlat], []) { Target = target => target.Parts = hours => [Web(200 * (1 + (0.01 * hours))), Worker("b", 150 * (1 + (0.01 * hours)))] },
        ["a host at 83 percent once"] = new(Failed, [MemoryBudget], []) { Target = target => target.Host = hours => hours is > 23 and < 25 ? 0.83 : 0.55 },
        ["no error of any application"] = new(Failed, [RealErrors], []) { Target = target => target.Errors = _ => 0 },
        ["a clock set forward by an hour"] = new(Open, [], [Unbroken]) { Clock = time => time.JumpAt(TimeSpan.FromHours(10.4), TimeSpan.FromHours(1)) },
        ["a clock set back by an hour"] = new(Open, [], [Unbroken]) { Clock = time => time.JumpAt(TimeSpan.FromHours(10.4), -TimeSpan.FromHours(1)) },
        ["a test event that nobody could follow"] = new(Open, [], [Canaries]) { Target = target => target.Canary = number => number == 2 ? new(Outcome.Unknown, null, "nobody could look") : new(Outcome.Pass, 1500, "captured as sent") },
        ["parts that can't be seen"] = new(Open, [], [NoRestart, MemoryFlat]) { Target = target => target.Parts = _ => null },
        ["a token revoked in the thirtieth hour"] = new(Open, [], [Unbroken]) { Target = target => target.Answers = hours => hours is >= 30 and < 37 ? Outcome.Unknown : Outcome.Pass },
        ["a watch killed for a minute"] = new(Passed, [], []) { Kills = [(TimeSpan.FromHours(11.3), Minute)] },
        ["a watch killed twenty times"] = new(Passed, [], []) { Kills = [.. Enumerable.Range(1, 20).Select(hour => (TimeSpan.FromHours(hour * 2.3), Minute))] },
        ["a watch away over a check"] = new(Open, [], [Unbroken]) { Kills = [(TimeSpan.FromHours(13), TimeSpan.FromHours(4))] },
        ["a watch away over a test event"] = new(Open, [], [Unbroken, Canaries]) { Kills = [(TimeSpan.FromHours(11), TimeSpan.FromHours(8))] },
        ["a watch away while its target was restarted"] = new(Failed, [NoRestart], [Unbroken])
        {
            Kills = [(TimeSpan.FromHours(13), TimeSpan.FromHours(4))], Target = target => target.Parts = hours => [Web(200), Worker(hours < 15 ? "b" : "c", 150)],
        },
        ["a watch killed in an outage that goes on"] = new(Failed, [Uptime], []) { Kills = [(TimeSpan.FromHours(13.1), Minute)], Target = target => target.Answers = DownFrom(13.05, 13.2) },
        ["a watch that comes back after its end"] = new(Open, [], [Unbroken]) { Kills = [(TimeSpan.FromHours(46), TimeSpan.FromHours(9))] },
    };
}
