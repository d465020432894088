using FluentAssertions;
using Verification.Acceptance.Cutover;
using Verification.Readiness;
using Verification.Readiness.Cutover;
using Verification.Readiness.Evidence;
using Xunit;
using static Verification.Acceptance.Tests.Cutover.WholeWay;

namespace Verification.Acceptance.Tests.Cutover;

public sealed class MainDrillCheckTests
{
    private const UnixFileMode Shared = Private | UnixFileMode.GroupRead;
    private const string Bot = "chat-bot", Api = "api-server";

    private static readonly Dictionary<string, Func<MainRun, Observation>> Checks = new()
    {
        [nameof(CutoverCompletes)] = run => Judging.Of(new CutoverCompletes(new AcceptanceRun()), run),
        [nameof(EveryServiceReportsAfterCutover)] = run => Judging.Of(new EveryServiceReportsAfterCutover(new AcceptanceRun()), run),
        [nameof(FirstEventAfterCutoverIsFast)] = run => Judging.Of(new FirstEventAfterCutoverIsFast(new AcceptanceRun()), run),
        [nameof(OldEndpointIsQuiet)] = run => Judging.Of(new OldEndpointIsQuiet(new AcceptanceRun()), run),
        [nameof(EnvBackupIsPreserved)] = run => Judging.Of(new EnvBackupIsPreserved(new AcceptanceRun()), run),
        [nameof(RollbackIsCompleteInTime)] = run => Judging.Of(new RollbackIsCompleteInTime(new AcceptanceRun()), run),
        [nameof(PartialRollbackIsolates)] = run => Judging.Of(new PartialRollbackIsolates(new AcceptanceRun()), run),
        [nameof(EmergencyDisableSilences)] = run => Judging.Of(new EmergencyDisableSilences(new AcceptanceRun()), run),
        [nameof(ParallelSetsAreEqual)] = run => Judging.Of(new ParallelSetsAreEqual(new AcceptanceRun()), run),
    };

    private static readonly List<(string Check, string What, Func<MainRun> Run, Outcome Outcome, string Reason)> Cases =
    [
        (nameof(CutoverCompletes), "the script fails", () => Run() with { Cutover = Ended(1, errors: "12:00 FAILED: no pm2\nbye") }, Outcome.Fail, "ended with 1: 12:00 FAILED: no pm2"),
        (nameof(CutoverCompletes), "the script refuses", () => Run() with { Cutover = Ended(2, "REFUSED: same DSN\nbye") }, Outcome.Fail, "ended with 2: REFUSED: same DSN"),
        (nameof(CutoverCompletes), "the script was not called", () => Run() with { Cutover = null }, Outcome.Fail, "it was not called"),
        (nameof(CutoverCompletes), "nothing was changed", () => Run() with { EnvAfter = Env() }, Outcome.Fail, "changed in .env: nothing"),
        (nameof(CutoverCompletes), "another line was changed", () => Run() with { EnvAfter = Env("old", "debug") }, Outcome.Fail, "changed in .env: LOG_LEVEL"),
        (nameof(CutoverCompletes), "two lines were changed", () => Run() with { EnvAfter = Env("new", "debug") }, Outcome.Fail, "LOG_LEVEL, SENTRY_DSN"),
        (nameof(CutoverCompletes), "a line was added", () => Run() with { EnvAfter = [.. Env("new"), (byte)'\n'] }, Outcome.Fail, "the number of lines"),
        (nameof(CutoverCompletes), "the file is gone", () => Run() with { EnvAfter = [] }, Outcome.Fail, "the number of lines"),
        (nameof(CutoverCompletes), "a service is gone", () => Run() with { StatesAfter = [State(Api, 11)] }, Outcome.Fail, "chat-bot is gone"),
        (nameof(CutoverCompletes), "a service is errored", () => Run() with { StatesAfter = [State(Api, 11), State(Bot, 0, "errored")] }, Outcome.Fail, "chat-bot is errored"),
        (nameof(CutoverCompletes), "online without a process", () => Run() with { StatesAfter = [State(Api, 11), State(Bot, 0)] }, Outcome.Fail, "chat-bot is online"),
        (nameof(CutoverCompletes), "a service was not restarted", () => Run() with { StatesAfter = [State(Api, 11), State(Bot, 2)] }, Outcome.Fail, "chat-bot still is the process that it was"),
        (nameof(CutoverCompletes), "another restart policy", () => Run() with { StatesAfter = [State(Api, 11), State(Bot, 12, policy: "never")] }, Outcome.Fail, "chat-bot has another restart policy"),
        (nameof(CutoverCompletes), "two services were not restarted", () => Run() with { StatesAfter = Run().StatesBefore }, Outcome.Fail, "(and 1 more)"),

        (nameof(EveryServiceReportsAfterCutover), "a service is silent", () => Without("chat-bot/switched"), Outcome.Fail, "chat-bot is online and no event of it"),
        (nameof(EveryServiceReportsAfterCutover), "its events were swallowed", () => Stored((_, @new) => @new.RemoveAll(id => id.StartsWith("chat-bot/switched", StringComparison.Ordinal))), Outcome.Fail, "chat-bot is online"),
        (nameof(EveryServiceReportsAfterCutover), "it still sends to the old one", () => Sending("chat-bot/switched", Side.Old), Outcome.Fail, "chat-bot is online"),
        (nameof(EveryServiceReportsAfterCutover), "only a process of before the cutover did", () => Of(With("chat-bot/early", 15, Side.New, Without("chat-bot/switched"))), Outcome.Fail, "chat-bot is online"),
        (nameof(EveryServiceReportsAfterCutover), "it reported and was then restarted into silence", () => Of(With("chat-bot/later", 30, Side.Old)), Outcome.Fail, "chat-bot is online"),
        (nameof(EveryServiceReportsAfterCutover), "all are silent", () => Without("chat-bot/switched", "api-server/switched"), Outcome.Fail, "(and 1 more)"),
        (nameof(EveryServiceReportsAfterCutover), "one that is not online is silent", () => Without("chat-bot/switched") with { StatesAfter = [State(Api, 11), State(Bot, 0, "errored")] }, Outcome.Pass, "All 1 services"),
        (nameof(EveryServiceReportsAfterCutover), "none is online", () => Run() with { StatesAfter = [] }, Outcome.Unknown, "Nothing could be looked at"),

        (nameof(FirstEventAfterCutoverIsFast), "no process was started", () => Without("chat-bot/switched", "api-server/switched"), Outcome.Unknown, "there is no first one"),
        (nameof(FirstEventAfterCutoverIsFast), "none could be read", () => Run() with { FirstSeen = new Dictionary<string, DateTimeOffset>() }, Outcome.Unknown, "there is no first one"),
        (nameof(FirstEventAfterCutoverIsFast), "events of before were read only", () => Run() with { FirstSeen = new Dictionary<string, DateTimeOffset> { ["chat-bot/both/1"] = At(21) } }, Outcome.Unknown, "there is no first one"),
        (nameof(FirstEventAfterCutoverIsFast), "after 9.7 s", () => Seen(9.7), Outcome.Pass, "9.7 s after"),
        (nameof(FirstEventAfterCutoverIsFast), "after 9.9 s, nearer than a look", () => Seen(9.9), Outcome.Unknown, "9.9 s after"),
        (nameof(FirstEventAfterCutoverIsFast), "after 10.2 s, nearer than a look", () => Seen(10.2), Outcome.Unknown, "10.2 s after"),
        (nameof(FirstEventAfterCutoverIsFast), "after 10.5 s", () => Seen(10.5), Outcome.Fail, "10.5 s after"),
        (nameof(FirstEventAfterCutoverIsFast), "no step of the change is told: since the call", () => Seen(10.1) with { Steps = [] }, Outcome.Fail, "10.6 s after"),

        (nameof(OldEndpointIsQuiet), "a forgotten process", () => Late(24, Bot), Outcome.Fail, "1 events of chat-bot"),
        (nameof(OldEndpointIsQuiet), "somebody without a name", () => Late(32.9, null), Outcome.Fail, "1 events of unknown"),
        (nameof(OldEndpointIsQuiet), "while the cutover goes on", () => Late(22.9, Bot), Outcome.Pass, "Nothing arrived"),
        (nameof(OldEndpointIsQuiet), "when one service goes back", () => Late(33.1, Api), Outcome.Pass, "Nothing arrived"),
        (nameof(OldEndpointIsQuiet), "the cutover failed", () => Run() with { Cutover = Ended(1) }, Outcome.Unknown, "did not complete"),
        (nameof(OldEndpointIsQuiet), "the cutover failed and somebody sends", () => Late(24, Bot) with { Cutover = Ended(1) }, Outcome.Unknown, "did not complete"),
        (nameof(OldEndpointIsQuiet), "there was no cutover", () => Run() with { Cutover = null }, Outcome.Unknown, "did not complete"),

        (nameof(EnvBackupIsPreserved), "there is none", () => Run() with { Backup = null, BackupMode = null, BackupAfter = null }, Outcome.Fail, "no file beside .env"),
        (nameof(EnvBackupIsPreserved), "the group can read it", () => Run() with { BackupMode = Shared }, Outcome.Fail, "can be read by others (640)"),
        (nameof(EnvBackupIsPreserved), "it is moved back", () => Run() with { BackupAfter = null }, Outcome.Fail, ".env.backup.1 is gone after the rollback"),
        (nameof(EnvBackupIsPreserved), "it is overwritten", () => Run() with { BackupAfter = (Env("new"), Private) }, Outcome.Fail, "is another after the rollback"),
        (nameof(EnvBackupIsPreserved), "it is opened later", () => Run() with { BackupAfter = (Env(), Shared) }, Outcome.Fail, "can be read by others after the rollback"),
        (nameof(EnvBackupIsPreserved), "a cutover that fails later keeps it", () => Run() with { Cutover = Ended(1) }, Outcome.Pass, ".env.backup.1 holds"),
        (nameof(EnvBackupIsPreserved), "a cutover that fails without one", () => Run() with { Cutover = Ended(1), Backup = null }, Outcome.Fail, "no file beside .env"),
        (nameof(EnvBackupIsPreserved), "the script refuses", () => Run() with { Cutover = Ended(2) }, Outcome.Unknown, "There was no cutover"),
        (nameof(EnvBackupIsPreserved), "the script was not called", () => Run() with { Cutover = null }, Outcome.Unknown, "it was not called"),

        (nameof(RollbackIsCompleteInTime), "the script fails", () => Run() with { Rollback = Ended(1) }, Outcome.Fail, "rollback.sh ended with 1"),
        (nameof(RollbackIsCompleteInTime), "the script was not called", () => Run() with { Rollback = null }, Outcome.Fail, "it was not called"),
        (nameof(RollbackIsCompleteInTime), "a byte more", () => Run() with { EnvRestored = [.. Env(), (byte)'\n'] }, Outcome.Fail, "not byte for byte"),
        (nameof(RollbackIsCompleteInTime), "another mode", () => Run() with { ModeRestored = Shared }, Outcome.Fail, "another mode"),
        (nameof(RollbackIsCompleteInTime), "no mode", () => Run() with { ModeRestored = null }, Outcome.Fail, "another mode"),
        (nameof(RollbackIsCompleteInTime), "another owner", () => Run() with { OwnerRestored = "1000:1000" }, Outcome.Fail, "another owner"),
        (nameof(RollbackIsCompleteInTime), "a service is gone", () => Run() with { StatesRestored = [State(Api, 31)] }, Outcome.Fail, "chat-bot is gone"),
        (nameof(RollbackIsCompleteInTime), "a service waits", () => Run() with { StatesRestored = [State(Api, 31), State(Bot, 0, "waiting restart")] }, Outcome.Fail, "chat-bot is waiting restart"),
        (nameof(RollbackIsCompleteInTime), "another restart policy", () => Run() with { StatesRestored = [State(Api, 31, policy: "never"), State(Bot, 32)] }, Outcome.Fail, "api-server has another restart policy"),
        (nameof(RollbackIsCompleteInTime), "a service was not restarted", () => Run() with { StatesRestored = [State(Api, 31), State(Bot, 22)] }, Outcome.Fail, "chat-bot was not restarted"),
        (nameof(RollbackIsCompleteInTime), "a service stays silent", () => Run() with { RollbackDone = null, RollbackProblem = "none of chat-bot" }, Outcome.Fail, "not every service reports to the old endpoint again: none of chat-bot"),
        (nameof(RollbackIsCompleteInTime), "within five minutes", () => Run() with { RollbackDone = At(55 + 300) }, Outcome.Pass, "300.0 s after the call"),
        (nameof(RollbackIsCompleteInTime), "later", () => Run() with { RollbackDone = At(55 + 301) }, Outcome.Fail, "it took 5.0 min"),

        (nameof(PartialRollbackIsolates), "there was no cutover to go back from", () => Run() with { Cutover = Ended(1) }, Outcome.Unknown, "did not complete"),
        (nameof(PartialRollbackIsolates), "the script fails", () => Run() with { Partial = Ended(1) }, Outcome.Fail, "rollback.sh ended with 1"),
        (nameof(PartialRollbackIsolates), "the script was not called", () => Run() with { Partial = null }, Outcome.Fail, "it was not called"),
        (nameof(PartialRollbackIsolates), "it was not restarted", () => Run() with { RestartedBySingle = [] }, Outcome.Fail, "api-server was not restarted"),
        (nameof(PartialRollbackIsolates), "another was restarted too", () => Run() with { RestartedBySingle = [Api, Bot] }, Outcome.Fail, "chat-bot was restarted too"),
        (nameof(PartialRollbackIsolates), "it is silent", () => Without("api-server/partial"), Outcome.Fail, "no event of api-server arrived at the old endpoint"),
        (nameof(PartialRollbackIsolates), "it goes on with the new one", () => Sending("api-server/partial", Side.New), Outcome.Fail, "no event of api-server arrived at the old endpoint (and 1 more)"),
        (nameof(PartialRollbackIsolates), "another goes back too", () => Of(With("chat-bot/stray", 36, Side.Old)), Outcome.Fail, "chat-bot reports to the old endpoint too"),

        (nameof(EmergencyDisableSilences), "a service goes on", () => Sending("chat-bot/silenced", Side.New), Outcome.Fail, "3 of 6 errors raised after the switch were sent all the same"),
        (nameof(EmergencyDisableSilences), "no service raised anything", () => Without("chat-bot/silenced", "api-server/silenced"), Outcome.Unknown, "Nothing could be looked at"),
        (nameof(EmergencyDisableSilences), "it was not thrown", () => Run() with { DisabledAt = default, DisabledUntil = default }, Outcome.Unknown, "Nothing could be looked at"),

        (nameof(ParallelSetsAreEqual), "the new endpoint lacks one", () => Stored((_, @new) => @new.Remove("chat-bot/both/2")), Outcome.Fail, "chat-bot/both/2 is at the old endpoint only"),
        (nameof(ParallelSetsAreEqual), "the old endpoint lacks one", () => Stored((old, _) => old.Remove("chat-bot/both/2")), Outcome.Fail, "chat-bot/both/2 is at the new endpoint only"),
        (nameof(ParallelSetsAreEqual), "each lacks another, so counts agree", () => Stored((old, @new) => { old.Remove("chat-bot/both/1"); @new.Remove("chat-bot/both/2"); }), Outcome.Fail, "2 differences between 5"),
        (nameof(ParallelSetsAreEqual), "a field differs", () => Run() with { Contents = new(6, 60, ["tags.run is other"]) }, Outcome.Fail, "tags.run is other"),
        (nameof(ParallelSetsAreEqual), "no content was compared", () => Run() with { Contents = new(0, 0, []) }, Outcome.Unknown, "Nothing could be looked at"),
        (nameof(ParallelSetsAreEqual), "there was no parallel phase", () => Without("chat-bot/both", "api-server/both"), Outcome.Unknown, "Nothing could be looked at"),
    ];

    public static TheoryData<string> CheckNames => [.. Checks.Keys];

    public static TheoryData<string> CaseNames => [.. Cases.Select(item => $"{item.Check}: {item.What}")];

    [Theory]
    [MemberData(nameof(CheckNames))]
    public void Judge_NothingIsWrong_Passes(string check) => Checks[check](Run()).Should().Match<Observation>(seen => seen.Outcome == Outcome.Pass && seen.Samples > 0 && seen.Details.Count == 0);

    [Theory]
    [MemberData(nameof(CaseNames))]
    public void Judge_OneThingIsDifferent_SaysWhat(string name)
    {
        (string check, _, Func<MainRun> run, Outcome outcome, string reason) = Cases.Single(item => $"{item.Check}: {item.What}" == name);
        Observation seen = Checks[check](run());
        seen.Outcome.Should().Be(outcome, seen.Reason);
        seen.Reason.Should().Contain(reason);
    }

    [Fact]
    public void Cases_EveryCheck_HasOneThatFails() =>
        Checks.Keys.Except(Cases.Where(item => item.Outcome == Outcome.Fail).Select(item => item.Check)).Should().BeEmpty("a check that cannot go red is a defect");

    private static MainRun Seen(double second) => Run() with { FirstSeen = new Dictionary<string, DateTimeOffset> { ["chat-bot/switched/1"] = At(20.5 + second), ["api-server/switched/1"] = At(33) } };

    private static MainRun Late(double second, string? service) => Run() with { OldArrivals = [.. Run().OldArrivals, Arrival(At(second), service)] };

    private static CutoverFacts With(string start, double second, Side side, MainRun? without = null)
    {
        CutoverFacts facts = (without ?? Run()).Facts;
        return facts with
        {
            Processes = [.. facts.Processes, new(start.Split('/')[0], start, At(second), new HashSet<Side> { side }, true, true)], Raised = [.. facts.Raised, new($"{start}/1", start, At(second + 1))],
            Old = side == Side.Old ? [.. facts.Old, $"{start}/1"] : facts.Old, New = side == Side.New ? [.. facts.New, $"{start}/1"] : facts.New,
        };
    }
}
