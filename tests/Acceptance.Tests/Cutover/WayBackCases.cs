using Verification.Acceptance.Cutover;
using Verification.Readiness;
using Verification.Readiness.Cutover;
using static Verification.Acceptance.Tests.Cutover.WholeWay;

namespace Verification.Acceptance.Tests.Cutover;

/// <summary>What can be wrong with the ways back.</summary>
internal static class WayBackCases
{
    private const UnixFileMode Shared = Private | UnixFileMode.GroupRead;
    private const string Bot = "chat-bot", Api = "api-server";

    public static IReadOnlyList<DrillCase> All { get; } =
    [
        new(nameof(RollbackIsCompleteInTime), "the script fails", () => Run() with { Rollback = Ended(1) }, Outcome.Fail, "rollback.sh ended with 1"),
        new(nameof(RollbackIsCompleteInTime), "the script was not called", () => Run() with { Rollback = null }, Outcome.Fail, "it was not called"),
        new(nameof(RollbackIsCompleteInTime), "a byte more", () => Run() with { EnvRestored = [.. Env(), (byte)'\n'] }, Outcome.Fail, "not byte for byte"),
        new(nameof(RollbackIsCompleteInTime), "another mode", () => Run() with { ModeRestored = Shared }, Outcome.Fail, "another mode"),
        new(nameof(RollbackIsCompleteInTime), "no mode", () => Run() with { ModeRestored = null }, Outcome.Fail, "another mode"),
        new(nameof(RollbackIsCompleteInTime), "another owner", () => Run() with { OwnerRestored = "1000:1000" }, Outcome.Fail, "another owner"),
        new(nameof(RollbackIsCompleteInTime), "a service is gone", () => Run() with { StatesRestored = [State(Api, 31)] }, Outcome.Fail, "chat-bot is gone"),
        new(nameof(RollbackIsCompleteInTime), "a service waits", () => Run() with { StatesRestored = [State(Api, 31), State(Bot, 0, "waiting restart")] }, Outcome.Fail, "chat-bot is waiting restart"),
        new(nameof(RollbackIsCompleteInTime), "another restart policy", () => Run() with { StatesRestored = [State(Api, 31, policy: "never"), State(Bot, 32)] }, Outcome.Fail, "api-server has another restart policy"),
        new(nameof(RollbackIsCompleteInTime), "a service was not restarted", () => Run() with { StatesRestored = [State(Api, 31), State(Bot, 22)] }, Outcome.Fail, "chat-bot was not restarted"),
        new(nameof(RollbackIsCompleteInTime), "a service stays silent", () => Run() with { RollbackDone = null, RollbackProblem = "none of chat-bot" }, Outcome.Fail, "not every service reports to the old endpoint again: none of chat-bot"),
        new(nameof(RollbackIsCompleteInTime), "within five minutes", () => Run() with { RollbackDone = At(55 + 300) }, Outcome.Pass, "300.0 s after the call"),
        new(nameof(RollbackIsCompleteInTime), "later", () => Run() with { RollbackDone = At(55 + 301) }, Outcome.Fail, "it took 5.0 min"),

        new(nameof(PartialRollbackIsolates), "there was no cutover to go back from", () => Run() with { Cutover = Ended(1) }, Outcome.Unknown, "did not complete"),
        new(nameof(PartialRollbackIsolates), "the script fails", () => Run() with { Partial = Ended(1) }, Outcome.Fail, "rollback.sh ended with 1"),
        new(nameof(PartialRollbackIsolates), "it was not restarted", () => Run() with { RestartedBySingle = [] }, Outcome.Fail, "api-server was not restarted"),
        new(nameof(PartialRollbackIsolates), "another was restarted too", () => Run() with { RestartedBySingle = [Api, Bot] }, Outcome.Fail, "chat-bot was restarted too"),
        new(nameof(PartialRollbackIsolates), "it is silent", () => Without("api-server/partial"), Outcome.Fail, "no event of api-server arrived at the old endpoint"),
        new(nameof(PartialRollbackIsolates), "it goes on with the new one", () => Sending("api-server/partial", Side.New), Outcome.Fail, "no event of api-server arrived at the old endpoint (and 1 more)"),
        new(nameof(PartialRollbackIsolates), "another goes back too", () => Of(With("chat-bot/stray", 36, Side.Old)), Outcome.Fail, "chat-bot reports to the old endpoint too"),

        new(nameof(EmergencyDisableSilences), "a service goes on", () => Sending("chat-bot/silenced", Side.New), Outcome.Fail, "3 of 6 errors raised after the switch were sent all the same"),
        new(nameof(EmergencyDisableSilences), "no service raised anything", () => Without("chat-bot/silenced", "api-server/silenced"), Outcome.Unknown, "Nothing could be looked at"),
    ];
}
