using Verification.Readiness.Cutover;

namespace Verification.Readiness.Tests.Rendering;

/// <summary>Rehearsals of cutover and rollback as runs record them.</summary>
internal static class CutoverSamples
{
    /// <summary>Three services, three drills, in which every member says something, good and bad.</summary>
    public static CutoverRecord Cutover() => new(
        "cutover.sh and rollback.sh of scenarios/deployments/hardened/host-app",
        "3 services under PM2 7.0.4, @sentry/node 10.24.0",
        [Good(), Bad(), Undone],
        "the time for it was up after 10 min.");

    /// <summary>A cutover of three services that loses two events while one of them restarts.</summary>
    public static DrillRecord Good() => new()
    {
        Drill = "cutover",
        Title = "All services are moved to the new endpoint, one after the other.",
        Good = true,
        Result = "Every service reported at the new endpoint within 1.4 s, and nothing reached the old one afterwards.",
        Loss = "2 of 60 events were lost, both of bot while it restarted.",
        Milliseconds = 10_250,
        RollbackMs = 4120,
        Account = new(60, 28, 27, 2, new Dictionary<string, int> { ["network_error"] = 1 }, new Dictionary<string, int> { ["switch, bot: the process had ended"] = 2 }, 0, 0),
        Timeline =
        [
            new("api", [.. Enumerable.Range(0, 10).Select(second => new Slice(second * 1000, second < 4 ? 2 : 0, second > 4 ? 2 : 0, second == 4 ? 2 : 0, 0, 0, 0))]),
            new("queue-worker", [.. Enumerable.Range(0, 10).Select(second => new Slice(second * 1000, second < 5 ? 2 : 0, second > 4 ? 2 : 0, 0, 0, 0, 0))]),
            new("bot", [.. Enumerable.Range(0, 10).Select(second => new Slice(second * 1000, second < 5 ? 2 : 0, second > 6 ? 2 : second == 5 ? 1 : 0, 0, second == 5 ? 1 : 0, second == 6 ? 2 : 0, 0))]),
        ],
        Steps = [new("backup", 3100), new("change", 3900), new("restart api", 4010), new("online api", 4400), new("restart queue-worker", 4900), new("restart bot", 5200), new("verify", 8000)],
        Services = [new("api", 610, 90, 340, 0, true), new("queue-worker", 1400, 1010, 420, 0, true), new("bot", 3120, -40, null, 2, false)],
        Commands = ["./cutover.sh --env .env --dsn-file new.dsn", "./rollback.sh --env .env"],
    };

    /// <summary>A drill after which three events are unexplained.</summary>
    public static DrillRecord Bad() => Good() with
    {
        Drill = "wrong-key",
        Title = "One service keeps a stale wrong key.",
        Good = false,
        Result = "3 events are stored nowhere, and nothing says why.",
        Loss = "3 of 20 events are unexplained.",
        RollbackMs = null,
        Account = new(20, 10, 5, 0, new Dictionary<string, int>(), new Dictionary<string, int>(), 2, 3),
        Timeline = [new("api", [new(0, 5, 0, 0, 0, 0, 0), new(1000, 5, 0, 0, 0, 0, 0), new(3000, 0, 3, 0, 0, 0, 2), new(4000, 0, 2, 0, 0, 0, 3)])],
        Services = [new("api", null, null, null, 0, true)],
    };

    /// <summary>A drill that was not done.</summary>
    public static DrillRecord Undone { get; } = Good() with
    {
        Drill = "parallel",
        Title = "Every event goes to both endpoints.",
        Good = null,
        Result = "There was no time left for it.",
        Loss = "",
        Milliseconds = 0,
        RollbackMs = null,
        Account = new(0, 0, 0, 0, new Dictionary<string, int>(), new Dictionary<string, int>(), 0, 0),
        Timeline = [],
        Steps = [],
        Services = [],
        Commands = [],
    };
}
