using FluentAssertions;
using Verification.Acceptance.Cutover;
using Verification.Readiness;
using Verification.Readiness.Cutover;
using Verification.Readiness.Evidence;
using Xunit;
using static Verification.Acceptance.Tests.Cutover.WholeWay;

namespace Verification.Acceptance.Tests.Cutover;

/// <summary>Sessions whose drills were made by hand.</summary>
public sealed class CutoverSessionTests
{
    private static readonly CutoverSetting Setting = CutoverReportTests.Setting;
    private static readonly FaultOutcome Good = Outcome("down"), Bad = Outcome("typo", "it was not refused (exit 0)");

    private static FaultOutcome Outcome(string id, params string[] shortfalls) => new(new(id, $"{id} happens", Expected.RolledBack), At(0), At(9), "a trigger", 1234, shortfalls, shortfalls.FirstOrDefault() ?? "noticed");

    private static FaultsRun Faults(MainRun? of = null, string? doubt = null, params FaultOutcome[] outcomes)
    {
        MainRun run = of ?? Run();
        return new([new(outcomes, run.Events, run.Services, run.Steps, run.Commands, doubt)], null);
    }

    private static async Task<Observation> JudgedAsync(string check, MainRun main, FaultsRun faults, bool without = false)
    {
        await using CutoverSession session = Judging.Session(Setting with { WithoutFaults = without }, Task.FromResult(main), Task.FromResult(faults));
        return await Judging.OfAsync(check, session);
    }

    [Fact]
    public async Task NoEventIsUnexplained_BothDrills_CountsTheEventsOfBoth() =>
        (await JudgedAsync(nameof(NoEventIsUnexplained), Run(), Faults())).Should().Match<Observation>(seen => seen.Outcome == Readiness.Outcome.Pass && seen.Samples == 82 && seen.Measured == 0);

    [Theory]
    [InlineData(true, false, 1)]
    [InlineData(false, true, 1)]
    [InlineData(true, true, 2)]
    public async Task NoEventIsUnexplained_OneVanishedInEitherDrill_Fails(bool main, bool faults, int measured)
    {
        MainRun lacking = Stored((_, @new) => @new.Remove("chat-bot/switched/1"));
        Observation seen = await JudgedAsync(nameof(NoEventIsUnexplained), main ? lacking : Run(), Faults(faults ? lacking : null));
        (seen.Outcome, seen.Measured).Should().Be((Readiness.Outcome.Fail, measured));
        seen.Details.Should().HaveCount(measured).And.OnlyContain(detail => detail.StartsWith("chat-bot/switched/1 of chat-bot: ", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("main is short", null, "main is short")]
    [InlineData(null, "faults are short", "faults are short")]
    [InlineData("main is short", "faults are short", "main is short")]
    public async Task NoEventIsUnexplained_EitherDrillIsInDoubt_IsUnknown(string? main, string? faults, string told)
    {
        Observation seen = await JudgedAsync(nameof(NoEventIsUnexplained), Run() with { Doubt = main }, Faults(doubt: faults));
        seen.Outcome.Should().Be(Readiness.Outcome.Unknown);
        seen.Reason.Should().StartWith($"Not everything could be counted: {told}.");
    }

    [Fact]
    public async Task NoEventIsUnexplained_FaultsAreLeftOut_JudgesTheWholeWayAlone() =>
        (await JudgedAsync(nameof(NoEventIsUnexplained), Run(), Faults(doubt: "faults are short"), without: true)).Should().Match<Observation>(seen => seen.Outcome == Readiness.Outcome.Pass && seen.Samples == 41);

    [Fact]
    public async Task BothFaultChecks_SecondOfTwoStages_IsJudgedToo()
    {
        FaultLane lane = Faults(outcomes: [Good]).Lanes[0], lacking = Faults(Stored((_, @new) => @new.Remove("chat-bot/switched/1"))).Lanes[0];
        (await JudgedAsync(nameof(NoEventIsUnexplained), Run(), new([lane, lacking], null))).Measured.Should().Be(1);
        (await JudgedAsync(nameof(NoEventIsUnexplained), Run(), new([lane, lane with { Doubt = "the second is short" }], null))).Outcome.Should().Be(Readiness.Outcome.Unknown);
        Observation bad = await JudgedAsync(nameof(RollbackTriggersFire), Run(), new([lane, lane with { Outcomes = [Bad] }], null));
        (bad.Outcome, bad.Measured, bad.Samples).Should().Be((Readiness.Outcome.Fail, 1, 2));
    }

    [Fact]
    public async Task RollbackTriggersFire_Outcomes_AreCounted()
    {
        Observation none = await JudgedAsync(nameof(RollbackTriggersFire), Run(), Faults());
        Observation good = await JudgedAsync(nameof(RollbackTriggersFire), Run(), Faults(outcomes: [Good, Good]));
        Observation bad = await JudgedAsync(nameof(RollbackTriggersFire), Run(), Faults(outcomes: [Good, Bad]));
        (none.Outcome, good.Outcome, bad.Outcome).Should().Be((Readiness.Outcome.Unknown, Readiness.Outcome.Pass, Readiness.Outcome.Fail));
        (bad.Measured, bad.Samples, bad.Reason).Should().Be((1, 2, "1 of 2 faults did not: typo happens: it was not refused (exit 0)"));
    }

    [Fact]
    public async Task Record_NobodyAsked_IsNoneAndNothingIsStarted()
    {
        await using CutoverSession session = new(Setting);
        session.Record.Should().BeNull();
        session.NotExercised.Should().BeEmpty();
    }

    [Fact]
    public async Task Record_DrillThatBrokeOff_TellsWhyAndKeepsTheOther()
    {
        await using CutoverSession session = Judging.Session(Setting, Task.FromResult(Run()), Task.FromException<FaultsRun>(new IOException("PM2 is gone")));
        session.Record!.Problem.Should().Be("PM2 is gone");
        session.Record.Drills.Select(drill => drill.Drill).Should().Equal("whole-way");
    }

    [Fact]
    public async Task Record_DrillThatWasEnded_SaysSo()
    {
        await using CutoverSession session = Judging.Session(Setting, Task.FromCanceled<MainRun>(new(canceled: true)), Task.FromResult(Faults(outcomes: [Good, Bad])));
        session.Record!.Problem.Should().Be("the run was ended before it was done");
        session.Record.Drills.Select(drill => (drill.Drill, drill.Good)).Should().Equal(("down", true), ("typo", false));
    }
}
