using FluentAssertions;
using Verification.Acceptance.Cutover;
using Verification.Fixtures;
using Verification.Readiness;
using Verification.Readiness.Cutover;
using Xunit;
using static Verification.Acceptance.Tests.Cutover.WholeWay;

namespace Verification.Acceptance.Tests.Cutover;

public sealed class CutoverReportTests
{
    internal static readonly CutoverSetting Setting = new(new AnyDrill
    {
        Target = null!, Supervisor = null!, Tools = null!, Journal = null!, Vault = null!, Layout = RepositoryLayout.Find(), Request = new() { RunId = "run", Target = TargetKind.Embedded, Reason = "a test" },
    });

    private static DrillRecord Whole(MainRun run) => CutoverReport.Of(Setting, run, null, null).Drills.Single();

    private static DrillAccount Account(int raised, (string Why, int Count)[] dropped, (string Why, int Count)[] lost, int unexpected = 0, int unexplained = 0) =>
        new(raised, 0, 0, 0, dropped.ToDictionary(part => part.Why, part => part.Count), lost.ToDictionary(part => part.Why, part => part.Count), unexpected, unexplained);

    [Fact]
    public void Loss_Account_IsOneSentence()
    {
        (DrillAccount Account, string Sentence)[] table =
        [
            (Account(0, [], []), "No error was raised."),
            // What somebody else stored is told although no service raised anything.
            (Account(0, [], [], unexpected: 2), "Of 0 errors raised, 0 were lost and 0 dropped by the SDK; 2 are where they should not be, 0 are unexplained."),
            (Account(9, [], []), "Of 9 errors raised, 0 were lost and 0 dropped by the SDK; 0 are where they should not be, 0 are unexplained."),
            (Account(9, [("sample_rate", 2)], []), "Of 9 errors raised, 0 were lost and 2 dropped by the SDK (most of them sample_rate); 0 are where they should not be, 0 are unexplained."),
            (Account(90, [("sample_rate", 2), ("queue_overflow", 5)], [("before, a: ECONNRESET", 3), ("after, b: answered 429", 4)], 6, 7),
                "Of 90 errors raised, 7 were lost (most of them after, b: answered 429) and 7 dropped by the SDK (most of them queue_overflow); 6 are where they should not be, 7 are unexplained."),
        ];
        table.Select(row => CutoverReport.Loss(row.Account)).Should().Equal(table.Select(row => row.Sentence));
    }

    [Fact]
    public void Of_NothingWasRehearsed_SaysWhyAndHasNoDrill() =>
        CutoverReport.Of(Setting, null, null, "PM2 did not start").Should().BeEquivalentTo(new CutoverRecord("cutover.sh and rollback.sh of scenarios/deployments/hardened/host-app", "", [], "PM2 did not start"));

    [Fact]
    public void Of_WholeWay_TellsItAll()
    {
        DrillRecord drill = Whole(Run());
        (drill.Drill, drill.Good, drill.Milliseconds, drill.RollbackMs).Should().Be(("whole-way", true, 70_000, 5000));
        drill.Account.Should().BeEquivalentTo(new DrillAccount(41, 21, 8, 6, new Dictionary<string, int> { ["sample_rate"] = 6 }, new Dictionary<string, int>(), 0, 0));
        drill.Loss.Should().StartWith("Of 41 errors raised, 0 were lost and 6 dropped");
        drill.Steps.Select(step => step.Ms).Should().Equal(0, 20_000, 20_500, 55_000, 55_500);
        drill.Commands.Should().Equal("cutover.sh NEW_DSN");
        // First error 1 s after the start at 21 s, readable 1 s later; the change was at 20.5 s; the last at the old endpoint was raised at 13 s.
        drill.Services.Should().Equal(new ServiceSwitch("api-server", 2500, -7500, 1000, 0, true), new ServiceSwitch("chat-bot", 2500, -7500, 1000, 0, true));
        CutoverReport.Of(Setting, Run(), null, null).Application.Should().StartWith("2 services under PM2");
    }

    public static TheoryData<string, bool> Goods => new()
    {
        { "cutover", false }, { "rollback", false }, { "silent", false }, { "not called", false }, { "unexplained", false }, { "stray", false }, { "lost for a reason", true },
    };

    [Theory]
    [MemberData(nameof(Goods))]
    public void Of_WholeWay_IsGoodOnlyWhenNothingIsOdd(string what, bool good) => Whole(what switch
    {
        "cutover" => Run() with { Cutover = Ended(1) },
        "rollback" => Run() with { Rollback = Ended(1) },
        "silent" => Run() with { RollbackDone = null, RollbackProblem = "none of chat-bot" },
        "not called" => Run() with { Cutover = null },
        "unexplained" => Stored((_, @new) => @new.Remove("chat-bot/switched/1")),
        "stray" => Stored((old, _) => old.Add("stray")),
        _ => Of(Run().Facts with { Ends = [new("chat-bot/switched/1", Side.New, SendingKind.Failed, null, "ECONNRESET")], New = [.. Run().Facts.New.Where(id => id != "chat-bot/switched/1")], Raised = [.. Run().Facts.Raised.Where(raised => !raised.Start.EndsWith("silenced", StringComparison.Ordinal))] }),
    }).Good.Should().Be(good, what);

    [Theory]
    [InlineData(0, 70)]
    [InlineData(-1, 71.234)]
    [InlineData(0.5, 400)]
    public void Timeline_WholeWay_SlicesAreEquallyLongAndAddUpToTheAccount(double begun, double ended)
    {
        DrillRecord drill = Whole(Stored((old, @new) => { old.Remove("api-server/before/1"); @new.Add("chat-bot/switched/2"); }) with { Begun = At(begun), Ended = At(ended) });
        drill.Timeline.Select(row => row.Service).Should().Equal("api-server", "chat-bot");
        Slice[] all = [.. drill.Timeline.SelectMany(row => row.Slices)];
        (all.Sum(slice => slice.Old), all.Sum(slice => slice.New), all.Sum(slice => slice.Both), all.Sum(slice => slice.Dropped), all.Sum(slice => slice.Lost), all.Sum(slice => slice.Unexplained)).Should().Be(
            (drill.Account.Old, drill.Account.New, drill.Account.Both, drill.Account.Dropped.Values.Sum(), drill.Account.Lost.Values.Sum(), drill.Account.Unexpected + drill.Account.Unexplained));
        all.Sum(slice => slice.Unexplained).Should().Be(2);
        drill.Timeline.Should().OnlyContain(row => row.Slices.Count <= 81 && row.Slices[0].Ms == 0);
        double[] starts = [.. drill.Timeline[0].Slices.Select(slice => slice.Ms)];
        starts.Zip(starts.Skip(1), (left, right) => right - left).Should().OnlyContain(length => Math.Abs(length - starts[1]) < 1e-6 && length >= 500);
    }

    [Fact]
    public void Of_Faults_EachHasTheEventsAndStepsOfItsOwnSpan()
    {
        MainRun run = Run();
        FaultOutcome outcome(string id, double from, double until, params string[] shortfalls) => new(new(id, $"{id} happens", Expected.RolledBack), At(from), At(until), "a trigger", 1234, shortfalls, "a story");
        FaultLane one = new([], run.Events, run.Services, run.Steps, ["cutover.sh NEW_DSN"]);
        FaultsRun faults = new([one with { Outcomes = [outcome("beside", 10, 30)], Events = [], Steps = [] }, one with { Outcomes = [outcome("first", 0, 20), outcome("second", 20, 40, "nothing fired"), outcome("third", 40, 40)] }], null);
        IReadOnlyList<DrillRecord> drills = CutoverReport.Of(Setting, null, faults, null).Drills;
        drills.Select(drill => drill.Drill).Should().Equal("first", "beside", "second", "third");
        drills[1].Account.Raised.Should().Be(0, "events of one stage are not those of the other");
        drills[1].Steps.Should().BeEmpty();
        drills = [.. drills.Where(drill => drill.Drill != "beside")];
        drills.Select(drill => (drill.Drill, drill.Title, drill.Good, drill.RollbackMs, drill.Account.Raised)).Should().Equal(
            ("first", "First happens", true, 1234, 18), ("second", "Second happens", false, 1234, 11), ("third", "Third happens", true, 1234, 0));
        drills[1].Steps.Should().Equal(new StepMark("cutover.sh NEW_DSN", 0), new StepMark("change SENTRY_DSN", 500));
        drills[1].Commands.Should().Equal("cutover.sh NEW_DSN");
        drills[0].Commands.Should().BeEmpty();
        drills[2].Loss.Should().Be("No error was raised.");
        drills.Take(2).Should().OnlyContain(drill => drill.Timeline.Sum(row => row.Slices.Sum(slice => slice.Old + slice.New + slice.Both + slice.Dropped + slice.Lost + slice.Unexplained)) == drill.Account.Raised);
    }

    [Theory]
    [InlineData(20.5, "change SENTRY_DSN")]
    [InlineData(20, "chmod")]
    public void Change_Steps_IsWhatTheScriptToldElseTheCall(double expected, string step) =>
        CutoverReport.Change(Run() with { Steps = [("change of yesterday", At(1)), (step, At(20.5))] }).Should().Be(At(expected));

    [Theory]
    [InlineData(19.9)]
    [InlineData(23.1)]
    [InlineData(55.5)]
    public void Change_StepOutsideTheCutover_IsNotIt(double second) => CutoverReport.Change(Run() with { Steps = [("change SENTRY_DSN", At(second))] }).Should().Be(At(20));

    [Fact]
    public void Timeline_EventsBeforeTheBeginAndAtTheEnd_AreInTheFirstAndTheLastSlice()
    {
        // The first is raised a second after noon, the last at 60 s.
        DrillRecord drill = Whole(Run() with { Begun = At(30), Ended = At(60) });
        foreach (string service in drill.Services.Select(item => item.Service))
        {
            IReadOnlyList<Slice> slices = drill.Timeline.Single(row => row.Service == service).Slices;
            int Of(Slice slice) => slice.Old + slice.New + slice.Both + slice.Dropped + slice.Lost + slice.Unexplained;
            IEnumerable<AccountedEvent> own = Run().Events.Where(item => item.Service == service);
            slices.Sum(Of).Should().Be(own.Count());
            Of(slices[0]).Should().Be(own.Count(item => item.At < At(30.5)));
            Of(slices[^1]).Should().Be(own.Count(item => item.At >= At(59.5))).And.BePositive();
        }

        drill.Steps.Select(step => step.Ms).Should().Equal(0, 0, 0, 25_000, 25_500);
    }

    [Fact]
    public void Switch_ServiceThatNeverCame_HasNoFirstEventAndWasNotRestarted()
    {
        ServiceSwitch bot = Whole(Without("chat-bot/switched") with { StatesAfter = [State("api-server", 11), State("chat-bot", 2)] }).Services[1];
        bot.Should().Be(new ServiceSwitch("chat-bot", null, -7500, null, 0, false));
    }
}
