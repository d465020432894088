using FluentAssertions;
using Verification.Acceptance.Cutover;
using Verification.Readiness;
using Verification.Readiness.Cutover;
using Verification.Readiness.Evidence;
using Xunit;
using static Verification.Acceptance.Tests.Cutover.WholeWay;

namespace Verification.Acceptance.Tests.Cutover;

/// <summary>Each a way in which a check once said more than had been seen, or less than was wrong.</summary>
public sealed class CutoverRegressionTests
{
    private const string Doubted = "3 lines of journals or records could not be read";

    private static void Judged(string check, MainRun run, Outcome outcome, string reason)
    {
        Observation seen = Judging.Of(check, run);
        seen.Outcome.Should().Be(outcome, seen.Reason);
        seen.Reason.Should().Contain(reason);
    }

    // So many errors of one service more than the two that both raise in the quiet phase anyway, the last ones of them lost.
    private static MainRun Quiet(int raised, int lost, double from = 24, double until = 32.9)
    {
        CutoverFacts facts = Run().Facts;
        RaisedEvent[] more = [.. Enumerable.Range(0, raised).Select(index => new RaisedEvent($"chat-bot/switched/quiet-{index}", "chat-bot/switched", At(from + ((until - from) * index / raised))))];
        return Of(facts with
        {
            Raised = [.. facts.Raised, .. more], New = [.. facts.New, .. more.SkipLast(lost).Select(item => item.Id)],
            Ends = [.. facts.Ends, .. more.TakeLast(lost).Select(item => new SendingEnd(item.Id, Side.New, SendingKind.Failed, null, "ECONNRESET"))],
        });
    }

    [Theory]
    [InlineData(nameof(OldEndpointIsQuiet))]
    [InlineData(nameof(EveryServiceReportsAfterCutover))]
    [InlineData(nameof(ParallelSetsAreEqual))]
    public void Judge_CountIsInDoubt_IsUnknown(string check) => Judged(check, Run() with { Doubt = Doubted }, Outcome.Unknown, Doubted);

    [Fact]
    public void OldEndpointIsQuiet_NothingArrivedBeforeTheCutover_IsUnknown() =>
        Judged(nameof(OldEndpointIsQuiet), Run() with { OldArrivals = [.. Run().OldArrivals.Where(item => item.At > At(55))] }, Outcome.Unknown, "Nothing could be looked at");

    [Fact]
    public void OldEndpointIsQuiet_OnlyRequestsThatItRefused_Fails() => Judged(nameof(OldEndpointIsQuiet), Run() with { OldRefused = 2 }, Outcome.Fail, "2 requests that it refused");

    [Fact]
    public void OldEndpointIsQuiet_RefusedAndArrived_CountsBoth() => Judging.Of(nameof(OldEndpointIsQuiet), Late(24, "chat-bot") with { OldRefused = 2 }).Measured.Should().Be(3);

    [Fact]
    public void FirstEventAfterCutoverIsFast_ChangeOfAnotherSwitchOnly_CountsFromTheCall() =>
        // The rollback changes the file too; counted from there the first event would have come long before it.
        Judged(nameof(FirstEventAfterCutoverIsFast), Run() with { Steps = [("change .env to the backup", At(55.5))] }, Outcome.Pass, "3.0 s after");

    [Theory]
    [InlineData(20.4)]
    [InlineData(1)]
    public void FirstEventAfterCutoverIsFast_ReadBeforeTheChange_IsUnknown(double second) => Judged(nameof(FirstEventAfterCutoverIsFast), Seen(second - 20.5), Outcome.Unknown, "there is no first one");

    [Fact]
    public void RollbackIsCompleteInTime_Pm2ToldOfNoService_IsUnknown()
    {
        Judged(nameof(RollbackIsCompleteInTime), Run() with { StatesBefore = [] }, Outcome.Unknown, "PM2 told of no service");
        Judged(nameof(RollbackIsCompleteInTime), Run() with { StatesSilenced = [] }, Outcome.Unknown, "PM2 told of no service");
    }

    [Fact]
    public void RollbackIsCompleteInTime_NeverDone_FailsWithoutATime() =>
        Judged(nameof(RollbackIsCompleteInTime), Run() with { RollbackDone = null, RollbackProblem = "chat-bot did not" }, Outcome.Fail, "not every service reports to the old endpoint again: chat-bot did not");

    [Theory]
    [InlineData("1000:0")]
    [InlineData("0:1000")]
    [InlineData(null)]
    public void RollbackIsCompleteInTime_AnotherOwnerOrGroup_Fails(string? owner) => Judged(nameof(RollbackIsCompleteInTime), Run() with { OwnerRestored = owner }, Outcome.Fail, "another owner");

    [Fact]
    public void RollbackIsCompleteInTime_AllPidsAsBefore_Fails() => Judged(nameof(RollbackIsCompleteInTime), Run() with { StatesRestored = Run().StatesSilenced }, Outcome.Fail, "api-server was not restarted (and 1 more)");

    [Fact]
    public void CutoverCompletes_Pm2ToldOfNoService_IsUnknown() => Judged(nameof(CutoverCompletes), Run() with { StatesBefore = [] }, Outcome.Unknown, "nothing to cut over");

    [Theory]
    [InlineData(0, "errored")]
    [InlineData(13, "online")]
    public void CutoverCompletes_ServiceThatDidNotStayUp_Fails(int pid, string status) =>
        Judged(nameof(CutoverCompletes), Run() with { StatesSteady = [State("api-server", 11), State("chat-bot", pid, status)] }, Outcome.Fail, "chat-bot did not stay up");

    [Theory]
    [InlineData("ratelimit_backoff")]
    [InlineData("queue_overflow")]
    [InlineData("before_send")]
    [InlineData("network_error")]
    public void EmergencyDisableSilences_HeldBackForAnotherReason_Fails(string reason)
    {
        CutoverFacts facts = Run().Facts;
        Judged(nameof(EmergencyDisableSilences), Of(facts with { Ends = [.. facts.Ends.Select(end => end.Id == "chat-bot/silenced/2" ? end with { Reason = reason } : end)] }), Outcome.Fail, "1 of 6 errors raised after the switch");
    }

    [Fact]
    public void EmergencyDisableSilences_SdkIsOff_Passes()
    {
        CutoverFacts facts = Run().Facts;
        bool Silenced(string start) => start.EndsWith("/silenced", StringComparison.Ordinal);
        Judged(nameof(EmergencyDisableSilences), Of(facts with { Ends = [], Processes = [.. facts.Processes.Select(item => Silenced(item.Start) ? item with { Enabled = false, Sides = new HashSet<Side>() } : item)] }), Outcome.Pass, "None of 6 errors");
    }

    [Fact]
    public void EmergencyDisableSilences_SwitchItselfFailed_FailsThoughNothingWasSent()
    {
        Judged(nameof(EmergencyDisableSilences), Run() with { Disable = Ended(1, "FAILED: no pm2") }, Outcome.Fail, "switch itself failed: FAILED: no pm2");
        Judged(nameof(EmergencyDisableSilences), Without("chat-bot/silenced", "api-server/silenced") with { Disable = Ended(1) }, Outcome.Fail, "switch itself failed");
    }

    [Fact]
    public void EmergencyDisableSilences_NotTried_IsUnknown() =>
        Judged(nameof(EmergencyDisableSilences), Run() with { Disable = null, DisabledAt = default, DisabledUntil = default }, Outcome.Unknown, "Nobody knows how");

    [Fact]
    public void PartialRollbackIsolates_SilentOtherService_Fails()
    {
        CutoverFacts facts = Run().Facts;
        bool Later(string id) => id is "chat-bot/switched/15" or "chat-bot/switched/16";
        Judged(nameof(PartialRollbackIsolates), Of(facts with { Raised = [.. facts.Raised.Where(item => !Later(item.Id))], New = [.. facts.New.Where(id => !Later(id))] }), Outcome.Fail, "no event of chat-bot arrived at the new endpoint meanwhile");
    }

    [Fact]
    public void PartialRollbackIsolates_NotTried_IsUnknown() => Judged(nameof(PartialRollbackIsolates), Run() with { Partial = null }, Outcome.Unknown, "Nobody knows how");

    [Fact]
    public void ParallelSetsAreEqual_KnownDifferencesAndNothingCompared_Fails() =>
        Judged(nameof(ParallelSetsAreEqual), Stored((_, @new) => @new.Remove("chat-bot/both/2")) with { Contents = new(0, 0, []) }, Outcome.Fail, "chat-bot/both/2 is at the old endpoint only");

    [Fact]
    public void ParallelSetsAreEqual_ServiceWithoutAnEventAtBoth_IsUnknown() => Judged(nameof(ParallelSetsAreEqual), Without("chat-bot/both"), Outcome.Unknown, "No event of chat-bot is at both endpoints");

    [Theory]
    [InlineData(200, 0, Outcome.Pass)]
    [InlineData(200, 1, Outcome.Pass)]
    [InlineData(200, 3, Outcome.Fail)]
    [InlineData(20, 1, Outcome.Fail)]
    public void EveryServiceReportsAfterCutover_MoreThanAHundredthOfTheQuietPhaseLost_Fails(int raised, int lost, Outcome outcome) =>
        Judged(nameof(EveryServiceReportsAfterCutover), Quiet(raised, lost), outcome, outcome == Outcome.Pass ? "went on to" : $"{lost} of {raised + 2} errors raised in the quiet phase after the cutover were lost: ECONNRESET");

    [Theory]
    [InlineData(21.1, 22.1)]
    [InlineData(33.1, 40)]
    public void EveryServiceReportsAfterCutover_LostOutsideTheQuietPhase_Passes(double from, double until) => Judged(nameof(EveryServiceReportsAfterCutover), Quiet(20, 10, from, until), Outcome.Pass, "went on to");
}
