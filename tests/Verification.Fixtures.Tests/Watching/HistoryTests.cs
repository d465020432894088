using System.Diagnostics;
using Verification.Fixtures.Runs;
using Verification.Fixtures.Watching;
using Verification.Readiness;
using Verification.Readiness.Catalogues;
using Verification.Readiness.Watching;

namespace Verification.Fixtures.Tests.Watching;

public sealed class HistoryTests : IDisposable
{
    private static readonly Catalogue Catalogue = CatalogueFolder.Read(RepositoryLayout.Find());

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("watch ");

    public static TheoryData<string> Names { get; } = [.. Histories.All.Keys];

    public void Dispose() => _folder.Delete(recursive: true);

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Watch_OfFortyEightHours_SaysWhatHappened(string name)
    {
        WatchedHistory history = Histories.All[name];
        long start = Stopwatch.GetTimestamp();

        WatchState state = await history.WatchAsync(_folder.FullName);

        Stopwatch.GetElapsedTime(start).Should().BeLessThan(TimeSpan.FromSeconds(20), "time is compressed");
        WatchVerdict verdict = WatchVerdict.Of(state, Catalogue, state.LastAt);
        string all = string.Join("\n", verdict.Criteria.Select(criterion => $"{criterion.Seen.Outcome} {criterion.Check.Id}: {criterion.Seen.Reason}"));
        verdict.Word.Should().Be(history.Word, all);
        Ids(verdict, Outcome.Fail).Should().BeEquivalentTo(history.Failed, all);
        Ids(verdict, Outcome.Unknown, Requirement.Required).Should().BeEquivalentTo(history.Unknown, all);
        state.IsComplete.Should().BeTrue();
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Journal_ReadAgain_IsTheSameState(string name)
    {
        WatchState state = await Histories.All[name].WatchAsync(_folder.FullName);

        WatchState read = WatchFolder.Read(_folder.FullName)!;

        WatchMetrics.Of(read).Should().Be(WatchMetrics.Of(state));
        WatchVerdict.Of(read, Catalogue, read.LastAt).Should().BeEquivalentTo(WatchVerdict.Of(state, Catalogue, state.LastAt));
    }

    [Theory]
    [InlineData("all is well")]
    [InlineData("looks that take long")]
    [InlineData("the night on which summer time begins")]
    [InlineData("a clock that is slewed")]
    [InlineData("a watch killed twenty times")]
    public async Task Schedule_Over48Hours_IsExactToTheSecond(string name)
    {
        WatchedHistory history = Histories.All[name];
        await history.WatchAsync(_folder.FullName);
        List<WatchObservation> lines = Lines();

        DateTimeOffset anchor = lines[0].At;
        anchor.Should().Be(history.Start);
        lines.Where(line => line.Kind == WatchKind.Check).Select(line => line.Due).Should().Equal(Enumerable.Range(0, 13).Select(index => (DateTimeOffset?)anchor.AddHours(4 * index)));
        lines.Where(line => line.Kind == WatchKind.Canary).Select(line => line.Due).Should().Equal(Enumerable.Range(0, 9).Select(index => (DateTimeOffset?)anchor.AddHours(6 * index)));
        lines.Where(line => line.Kind == WatchKind.Milestone).Select(line => line.Due).Should().Equal(anchor.AddHours(24), anchor.AddHours(48));
        // What is due at once waits for what comes before it; a check begins when it is due.
        ScriptedDelay(lines).Should().BeLessThan(TimeSpan.FromSeconds(name == "looks that take long" ? 51 : 1));
    }

    [Fact]
    public async Task Looks_Over48Hours_AreOneAMinute()
    {
        await Histories.All["all is well"].WatchAsync(_folder.FullName);

        Lines().Count(line => line.Kind == WatchKind.Probe).Should().Be((48 * 60) + 1);
    }

    [Theory]
    [InlineData(WatchCriteria.Uptime, "ten minutes down between two checks")]
    [InlineData(WatchCriteria.NoRestart, "a worker restarted between two checks")]
    [InlineData(WatchCriteria.Canaries, "a test event visible but altered")]
    [InlineData(WatchCriteria.RealErrors, "no error of any application")]
    [InlineData(WatchCriteria.MemoryBudget, "a host at 83 percent once")]
    [InlineData(WatchCriteria.MemoryFlat, "memory creeping one percent an hour")]
    [InlineData(WatchCriteria.Services, "a service silent since the cutover")]
    [InlineData(WatchCriteria.Availability, "one look in forty fails on the way")]
    [InlineData(WatchCriteria.Latency, "answers that are slow")]
    public void Defect_IsFoundByTheCheckThatIsNamedForIt_AndByNoOther(string check, string history) =>
        Histories.All[history].Failed.Should().Equal(check);

    [Fact]
    public void Checks_OfTheCatalogue_EachHaveADefect()
    {
        string[] killed = [.. Histories.All.Values.SelectMany(history => history.Failed).Distinct(), WatchCriteria.Unbroken];
        Catalogue.Checks.Where(check => check.Area == WatchCriteria.Area).Select(check => check.Id).Should().BeEquivalentTo(killed);
    }

    [Fact]
    public async Task Watch_ThatWasTooShort_FailsAsTheWatchOfPhase3()
    {
        WatchState state = await new WatchedHistory("", [], []) { Plan = new(TimeSpan.FromHours(24), TimeSpan.FromHours(4), TimeSpan.FromHours(6)) }.WatchAsync(_folder.FullName);

        WatchJudge.Of(Catalogue.Find(WatchCriteria.Unbroken)!, state, state.LastAt).Outcome.Should().Be(Outcome.Fail);
        WatchVerdict.Of(state, Catalogue, state.LastAt).Word.Should().Be("PARTIAL WATCH PASSED", "its own length it did watch");
    }

    [Fact]
    public async Task Watch_OfAStandIn_OnlyRehearses()
    {
        WatchState state = await new WatchedHistory("", [], []) { StandIn = true }.WatchAsync(_folder.FullName);

        WatchVerdict verdict = WatchVerdict.Of(state, Catalogue, state.LastAt);
        verdict.Word.Should().Be("REHEARSAL WATCH PASSED");
        verdict.IsWhole.Should().BeFalse();
    }

    [Theory]
    [InlineData(24)]
    [InlineData(100)]
    [InlineData(121)]
    public async Task Rehearsal_OfAnyLength_IsHeldAgainstItsOwn(int seconds)
    {
        WatchState state = await new WatchedHistory("", [], []) { StandIn = true, Plan = new(TimeSpan.FromSeconds(seconds), TimeSpan.FromSeconds(4), TimeSpan.FromSeconds(8)) }.WatchAsync(_folder.FullName);

        WatchCriterion unbroken = WatchVerdict.Of(state, Catalogue, state.LastAt).Criteria.Single(criterion => criterion.Check.Id == WatchCriteria.Unbroken);
        unbroken.Seen.Outcome.Should().Be(Outcome.Pass);
        unbroken.Seen.Reason.Should().StartWith("Watched for ");
    }

    private static TimeSpan ScriptedDelay(List<WatchObservation> lines) => lines
        .Where(line => line is { Due: not null, Kind: not (WatchKind.Gap or WatchKind.Probe) }).Max(line => line.At - line.Due!.Value);

    private List<WatchObservation> Lines() =>
        [.. File.ReadLines(Path.Combine(_folder.FullName, WatchFolder.JournalName)).Select(line => System.Text.Json.JsonSerializer.Deserialize<WatchObservation>(line, Json.Line)!)];

    private static IEnumerable<string> Ids(WatchVerdict verdict, Outcome outcome, Requirement? requirement = null) => verdict.Criteria
        .Where(criterion => criterion.NotRehearsed is null && criterion.Seen.Outcome == outcome && (requirement is null || criterion.Check.Requirement == requirement)).Select(criterion => criterion.Check.Id);
}
