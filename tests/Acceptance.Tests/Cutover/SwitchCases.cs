using Verification.Acceptance.Cutover;
using Verification.Readiness;
using Verification.Readiness.Cutover;
using static Verification.Acceptance.Tests.Cutover.WholeWay;

namespace Verification.Acceptance.Tests.Cutover;

/// <summary>What can be wrong with the switch itself.</summary>
internal static class SwitchCases
{
    private const string Bot = "chat-bot", Api = "api-server";

    public static IReadOnlyList<DrillCase> All { get; } =
    [
        new(nameof(CutoverCompletes), "the script fails", () => Run() with { Cutover = Ended(1, errors: "12:00 FAILED: no pm2\nbye") }, Outcome.Fail, "ended with 1: 12:00 FAILED: no pm2"),
        new(nameof(CutoverCompletes), "the script refuses", () => Run() with { Cutover = Ended(2, "REFUSED: same DSN\nbye") }, Outcome.Fail, "ended with 2: REFUSED: same DSN"),
        new(nameof(CutoverCompletes), "the script was not called", () => Run() with { Cutover = null }, Outcome.Fail, "it was not called"),
        new(nameof(CutoverCompletes), "nothing was changed", () => Run() with { EnvAfter = Env() }, Outcome.Fail, "changed in .env: nothing"),
        new(nameof(CutoverCompletes), "another line was changed", () => Run() with { EnvAfter = Env("old", "debug") }, Outcome.Fail, "changed in .env: LOG_LEVEL"),
        new(nameof(CutoverCompletes), "two lines were changed", () => Run() with { EnvAfter = Env("new", "debug") }, Outcome.Fail, "LOG_LEVEL, SENTRY_DSN"),
        new(nameof(CutoverCompletes), "a line was added", () => Run() with { EnvAfter = [.. Env("new"), (byte)'\n'] }, Outcome.Fail, "the number of lines"),
        new(nameof(CutoverCompletes), "the file is gone", () => Run() with { EnvAfter = [] }, Outcome.Fail, "the number of lines"),
        new(nameof(CutoverCompletes), "a service is gone", () => Run() with { StatesAfter = [State(Api, 11)] }, Outcome.Fail, "chat-bot is gone"),
        new(nameof(CutoverCompletes), "a service is errored", () => Run() with { StatesAfter = [State(Api, 11), State(Bot, 0, "errored")] }, Outcome.Fail, "chat-bot is errored"),
        new(nameof(CutoverCompletes), "online without a process", () => Run() with { StatesAfter = [State(Api, 11), State(Bot, 0)] }, Outcome.Fail, "chat-bot is online"),
        new(nameof(CutoverCompletes), "a service was not restarted", () => Run() with { StatesAfter = [State(Api, 11), State(Bot, 2)] }, Outcome.Fail, "chat-bot still is the process that it was"),
        new(nameof(CutoverCompletes), "another restart policy", () => Run() with { StatesAfter = [State(Api, 11), State(Bot, 12, policy: "never")] }, Outcome.Fail, "chat-bot has another restart policy"),
        new(nameof(CutoverCompletes), "two services were not restarted", () => Run() with { StatesAfter = Run().StatesBefore, StatesSteady = Run().StatesBefore }, Outcome.Fail, "(and 1 more)"),

        new(nameof(EveryServiceReportsAfterCutover), "a service is silent", () => Without("chat-bot/switched"), Outcome.Fail, "chat-bot is online and no event of it"),
        new(nameof(EveryServiceReportsAfterCutover), "its events were swallowed", () => Stored((_, @new) => @new.RemoveAll(id => id.StartsWith("chat-bot/switched", StringComparison.Ordinal))), Outcome.Fail, "chat-bot is online"),
        new(nameof(EveryServiceReportsAfterCutover), "it still sends to the old one", () => Sending("chat-bot/switched", Side.Old), Outcome.Fail, "chat-bot is online"),
        new(nameof(EveryServiceReportsAfterCutover), "only a process of before the cutover did", () => Of(With("chat-bot/early", 15, Side.New, Without("chat-bot/switched"))), Outcome.Fail, "chat-bot is online"),
        new(nameof(EveryServiceReportsAfterCutover), "it reported and was then restarted into silence", () => Of(With("chat-bot/later", 30, Side.Old)), Outcome.Fail, "chat-bot is online"),
        new(nameof(EveryServiceReportsAfterCutover), "all are silent", () => Without("chat-bot/switched", "api-server/switched"), Outcome.Fail, "(and 1 more)"),
        new(nameof(EveryServiceReportsAfterCutover), "one that is not online is silent", () => Without("chat-bot/switched") with { StatesAfter = [State(Api, 11), State(Bot, 0, "errored")] }, Outcome.Pass, "All 1 services"),
        new(nameof(EveryServiceReportsAfterCutover), "none is online", () => Run() with { StatesAfter = [] }, Outcome.Unknown, "Nothing could be looked at"),

        new(nameof(FirstEventAfterCutoverIsFast), "no process was started", () => Without("chat-bot/switched", "api-server/switched"), Outcome.Unknown, "there is no first one"),
        new(nameof(FirstEventAfterCutoverIsFast), "none could be read", () => Run() with { FirstSeen = new Dictionary<string, DateTimeOffset>() }, Outcome.Unknown, "there is no first one"),
        new(nameof(FirstEventAfterCutoverIsFast), "events of before were read only", () => Run() with { FirstSeen = new Dictionary<string, DateTimeOffset> { ["chat-bot/both/1"] = At(21) } }, Outcome.Unknown, "there is no first one"),
        new(nameof(FirstEventAfterCutoverIsFast), "after 9.7 s", () => Seen(9.7), Outcome.Pass, "9.7 s after"),
        new(nameof(FirstEventAfterCutoverIsFast), "after 9.9 s at the latest", () => Seen(9.9), Outcome.Pass, "9.9 s after"),
        new(nameof(FirstEventAfterCutoverIsFast), "after 10.2 s, perhaps before 10", () => Seen(10.2), Outcome.Unknown, "10.2 s after"),
        new(nameof(FirstEventAfterCutoverIsFast), "after 10.5 s, and nobody knows since when", () => Seen(10.5) with { NotSeenAt = new Dictionary<string, DateTimeOffset>() }, Outcome.Unknown, "10.5 s after"),
        new(nameof(FirstEventAfterCutoverIsFast), "after 10.5 s", () => Seen(10.5), Outcome.Fail, "10.5 s after"),
        new(nameof(FirstEventAfterCutoverIsFast), "no step of the change is told: since the call", () => Seen(10.1) with { Steps = [] }, Outcome.Fail, "10.6 s after"),
    ];
}
