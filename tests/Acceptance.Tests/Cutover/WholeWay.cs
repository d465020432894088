using System.Text;
using Verification.Acceptance.Cutover;
using Verification.Fixtures.Processes;
using Verification.Fixtures.Services;
using Verification.Readiness.Cutover;

namespace Verification.Acceptance.Tests.Cutover;

/// <summary>A whole way of two services, written by hand, on which nothing is wrong; a test breaks one thing.</summary>
internal static class WholeWay
{
    public const UnixFileMode Private = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    public static readonly DateTimeOffset Noon = new(2026, 11, 20, 12, 0, 0, TimeSpan.Zero);

    // Kind of process: where it sends and when it starts, seconds after noon; each raises three errors, a second apart.
    private static readonly (string Kind, Side[] Sides, double At)[] Kinds =
        [("before", [Side.Old], 0), ("both", [Side.Old, Side.New], 5), ("again", [Side.Old], 10), ("switched", [Side.New], 21), ("silenced", [Side.New], 44), ("back", [Side.Old], 57)];

    private static readonly ServiceProcess[] Processes =
    [
        .. from kind in Kinds
           from service in new[] { "api-server", "chat-bot" }
           select Process(service, kind.Kind, kind.At, kind.Sides),
        Process("api-server", "partial", 34, Side.Old),
    ];

    public static ToolResult Ended(int code, string output = "", string errors = "") => new("script", code, output, errors, TimeSpan.FromSeconds(3));

    public static DateTimeOffset At(double second) => Noon.AddSeconds(second);

    public static ServiceState State(string name, int pid, string status = "online", string policy = "usual") => new(name, pid, status, 0, true, policy, 1000, 1000);

    public static byte[] Env(string dsn = "old", string level = "info") => Encoding.UTF8.GetBytes($"LOG_LEVEL={level}\nSENTRY_DSN={dsn}\n");

    public static MainRun Run() => Of(Facts(Processes));

    /// <summary>The same with another history of its events.</summary>
    public static MainRun Of(CutoverFacts facts) => new()
    {
        Begun = At(0), Ended = At(70), EnvBefore = Env(), ModeBefore = Private, Services = ["api-server", "chat-bot"], Facts = facts, Events = CutoverLedger.Account(facts), Steps = facts.Steps, Single = "api-server",
        StatesBefore = [State("api-server", 1), State("chat-bot", 2)], StatesAfter = [State("api-server", 11), State("chat-bot", 12)],
        StatesSteady = [State("api-server", 11), State("chat-bot", 12)], StatesSilenced = [State("api-server", 21), State("chat-bot", 22)],
        StatesRestored = [State("api-server", 31), State("chat-bot", 32)], CutoverBegun = At(20), CutoverEnded = At(23), SteadyEnded = At(33), PartialBegun = At(33), PartialEnded = At(33.5), DisabledAt = At(44),
        DisabledUntil = At(54), RollbackBegun = At(55), RollbackDone = At(60), Cutover = Ended(0), Partial = Ended(0), Disable = Ended(0), Rollback = Ended(0), EnvAfter = Env("new"), EnvRestored = Env(),
        ModeRestored = Private, OwnerBefore = "0:0", OwnerRestored = "0:0", Backup = "backups/.env.backup.1", BackupMode = Private, BackupAfter = (Env(), Private), RestartedBySingle = ["api-server"], Commands = ["cutover.sh NEW_DSN"],
        // Readable at the new endpoint a second after they were raised; at the old one at once.
        FirstSeen = facts.Raised.Where(raised => facts.New.Contains(raised.Id)).ToDictionary(raised => raised.Id, raised => raised.At.AddSeconds(1)),
        OldArrivals = [.. facts.Raised.Where(raised => facts.Old.Contains(raised.Id)).Select(raised => Arrival(raised.At, facts.Processes.Single(process => process.Start == raised.Start).Service, raised.Id))],
        Contents = new(6, 60, []),
    };

    public static RecordedEvent Arrival(DateTimeOffset at, string? service, string id = "other") => new(at, "1", id, service, "run", null, 1, "digest", 200, null);

    /// <summary>The way without one kind of process of one service, such as "chat-bot/switched".</summary>
    public static MainRun Without(params string[] starts) => Of(Facts([.. Processes.Where(process => !starts.Contains(process.Start))]));

    /// <summary>The way with what is stored changed.</summary>
    public static MainRun Stored(Action<List<string>, List<string>> change)
    {
        CutoverFacts facts = Facts(Processes);
        (List<string> old, List<string> @new) = ([.. facts.Old], [.. facts.New]);
        change(old, @new);
        return Of(facts with { Old = old, New = @new });
    }

    /// <summary>The way with one process, such as "chat-bot/silenced", sending elsewhere.</summary>
    public static MainRun Sending(string start, params Side[] sides) => Of(Facts([.. Processes.Select(process => process.Start == start ? process with { Sides = sides.ToHashSet() } : process)], loud: start));

    /// <summary>The way on which the first event could be read that long after the change, and not a quarter of a second before.</summary>
    public static MainRun Seen(double second) => Run() with
    {
        FirstSeen = new Dictionary<string, DateTimeOffset> { ["chat-bot/switched/1"] = At(20.5 + second), ["api-server/switched/1"] = At(33) },
        NotSeenAt = new Dictionary<string, DateTimeOffset> { ["chat-bot/switched/1"] = At(20.25 + second), ["api-server/switched/1"] = At(32.75) },
    };

    /// <summary>The way with one more arrival at the old endpoint.</summary>
    public static MainRun Late(double second, string? service) => Run() with { OldArrivals = [.. Run().OldArrivals, Arrival(At(second), service)] };

    /// <summary>The history with one more process that raises one event a second later and has it stored.</summary>
    public static CutoverFacts With(string start, double second, Side side, MainRun? without = null)
    {
        CutoverFacts facts = (without ?? Run()).Facts;
        return facts with
        {
            Processes = [.. facts.Processes, Process(start.Split('/')[0], start.Split('/')[1], second, side)], Raised = [.. facts.Raised, new($"{start}/1", start, At(second + 1))],
            Old = side == Side.Old ? [.. facts.Old, $"{start}/1"] : facts.Old, New = side == Side.New ? [.. facts.New, $"{start}/1"] : facts.New,
        };
    }

    private static ServiceProcess Process(string service, string kind, double at, params Side[] sides) => new(service, $"{service}/{kind}", At(at), sides.ToHashSet(), true, true);

    // The one that does not go back goes on with the new endpoint meanwhile.
    private static int[] Serials(string start) => start == "chat-bot/switched" ? [1, 2, 3, 15, 16] : [1, 2, 3];

    private static CutoverFacts Facts(IReadOnlyList<ServiceProcess> processes, string loud = "")
    {
        RaisedEvent[] raised = [.. processes.SelectMany(process => Serials(process.Start).Select(serial => new RaisedEvent($"{process.Start}/{serial}", process.Start, process.At.AddSeconds(serial))))];
        Dictionary<string, ServiceProcess> by = processes.ToDictionary(process => process.Start);
        bool Silent(RaisedEvent item) => item.Start.EndsWith("/silenced", StringComparison.Ordinal) && item.Start != loud;
        string[] To(Side side) => [.. raised.Where(item => by[item.Start].Sides.Contains(side) && !Silent(item)).Select(item => item.Id)];
        return new(
            processes, raised, [.. raised.Where(Silent).Select(item => new SendingEnd(item.Id, null, SendingKind.Dropped, null, "sample_rate"))], To(Side.Old), To(Side.New),
            [("services ready", At(0)), ("cutover.sh NEW_DSN", At(20)), ("change SENTRY_DSN", At(20.5)), ("rollback.sh", At(55)), ("change .env to the backup", At(55.5))]);
    }
}
