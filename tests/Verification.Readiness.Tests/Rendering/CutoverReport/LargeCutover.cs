using Verification.Readiness.Cutover;

namespace Verification.Readiness.Tests.Rendering.CutoverReport;

/// <summary>A rehearsal as large as real ones: fifteen drills of nine services over seventy seconds.</summary>
internal static class LargeCutover
{
    private const int Seconds = 70;
    private const int Rate = 22;
    private const int Change = 22;

    private static readonly string[] Services = ["api-server", "queue-worker", "batch-processor", "bot", "monitor", "messaging-session", "scheduler", "webhooks", "mailer"];

    private static readonly (string Drill, string Title)[] Titles =
    [
        ("cutover", "All nine services are moved to the new endpoint, one after the other."), ("rollback", "The cutover is taken back at once."),
        ("late-rollback", "The cutover is taken back after an hour of new data."), ("partial-rollback", "One service alone is taken back."),
        ("no-start", "A service does not start after the change."), ("missed-restart", "The restart misses a service, which keeps the old DSN."),
        ("wrong-key", "A stale wrong key blocks the project for 30 s."), ("typo", "The new DSN has a typo."), ("new-down", "The new endpoint is down."),
        ("new-slow", "The new endpoint answers slowly."), ("new-429", "The new endpoint answers 429."), ("dying", "The new endpoint dies during the switch."),
        ("odd-env", "The .env file has CRLF, quotes, duplicate keys and an export prefix."), ("disable", "Sampling is set to 0 in an emergency."), ("parallel", "Every event goes to both endpoints."),
    ];

    public static CutoverRecord Record { get; } = new(
        "cutover.sh and rollback.sh of scenarios/deployments/hardened/host-app", "9 services under PM2 7.0.4, @sentry/node 10.24.0", [.. Titles.Select(Drill)], null);

    private static DrillRecord Drill((string Drill, string Title) drill, int index)
    {
        List<ServiceTimeline> timeline = [.. Services.Select((service, row) => new ServiceTimeline(service, [.. Enumerable.Range(0, Seconds).Select(second => Slice(drill.Drill, row, second))]))];
        List<Slice> slices = [.. timeline.SelectMany(row => row.Slices)];
        Dictionary<string, int> lost = timeline.Select(row => ($"switch, {row.Service}: connection refused", row.Slices.Sum(slice => slice.Lost))).Where(one => one.Item2 > 0).ToDictionary(one => one.Item1, one => one.Item2);
        int dropped = slices.Sum(slice => slice.Dropped), unexplained = slices.Sum(slice => slice.Unexplained);
        return new()
        {
            Drill = drill.Drill,
            Title = drill.Title,
            Good = index == 8 ? false : true,
            Result = "Every service reported at the new endpoint within 1.4 s of its restart, and nothing reached the old one afterwards.",
            Loss = $"{lost.Values.Sum()} of {Services.Length * Seconds * Rate} events were lost while services restarted, and {dropped} were dropped by the SDK.",
            Milliseconds = 71_240 + (index * 310),
            RollbackMs = index % 2 == 1 ? 9_800 + index : null,
            Account = new(Services.Length * Seconds * Rate, slices.Sum(slice => slice.Old), slices.Sum(slice => slice.New), slices.Sum(slice => slice.Both), dropped > 0 ? new() { ["ratelimit_backoff"] = dropped } : new Dictionary<string, int>(), lost, 0, unexplained),
            Timeline = timeline,
            Steps = [.. Steps(drill.Drill)],
            Services = [.. Services.Select((service, row) => new ServiceSwitch(service, 910 + (row * 1000), -40 + (row * 1000), 340 + row, timeline[row].Slices.Sum(slice => slice.Lost), true))],
            Commands = ["./cutover.sh --env .env --dsn-file new.dsn --dry-run", "./cutover.sh --env .env --dsn-file new.dsn", .. Services.Select(service => $"pm2 restart {service} --update-env"), "./rollback.sh --env .env"],
        };
    }

    private static IEnumerable<StepMark> Steps(string drill)
    {
        yield return new("check free memory", 20_100);
        yield return new("backup", 20_900);
        yield return new("change", Change * 1000);
        foreach ((int row, string service) in Services.Index())
        {
            yield return new($"restart {service}", 22_100 + (row * 1000));
            yield return new($"online {service}", 22_750 + (row * 1000));
        }

        yield return new(drill == "wrong-key" ? "the wrong key is sent" : "verify", 40_000);
        yield return new("rollback", 50_000);
        yield return new("all online again", 59_000);
    }

    private static Slice Slice(string drill, int row, int second)
    {
        int restart = Change + row, ms = second * 1000;
        bool moved = second > restart && second < 50 + row;
        return drill switch
        {
            "parallel" when moved => new(ms, 0, 0, Rate, 0, 0, 0),
            "disable" when moved => new(ms, 0, 0, 0, Rate, 0, 0),
            "wrong-key" when second is >= 40 and < 50 => new(ms, 0, 0, 0, Rate - 3, 3, 0),
            "new-down" when moved && row == 3 => new(ms, 0, 0, 0, 0, Rate - 1, second == 30 ? 1 : 0) { New = second == 30 ? 0 : 1 },
            "missed-restart" when row == 5 => new(ms, Rate, 0, 0, 0, 0, 0),
            _ when second == restart => new(ms, 9, 11, 0, 0, 2, 0),
            _ when second == 50 + row => new(ms, 10, 11, 0, 1, 0, 0),
            _ => new(ms, moved ? 0 : Rate, moved ? Rate : 0, 0, 0, 0, 0),
        };
    }
}
