using Verification.ReferenceTarget.Events;
using Verification.ReferenceTarget.Storage;
using Verification.ReferenceTarget.Tests.Events;
using Verification.ReferenceTarget.Worker;

namespace Verification.ReferenceTarget.Tests.Worker;

/// <summary>Defects that show in numbers, on the real PostgreSQL but without web, queue and worker process.</summary>
public sealed class EventStoreTests(Targets targets) : IAsyncDisposable
{
    private readonly Database database = Database.Open(targets.Servers.Postgres.Url("clean"), "event-store-tests");

    [Theory]
    [InlineData("", 12, 12, 12)]
    [InlineData(Defects.LoseOneInFive, 10, 10, 10)]
    [InlineData(Defects.DuplicateEvent, 15, 15, 15)]
    [InlineData(Defects.CountOffByOne, 12, 11, 12)]
    [InlineData(Defects.StatsUndercount, 12, 12, 8)]
    public async Task Store_TwelveEventsOfOneIssue_RowsCountAndStatisticSay(string defect, int rows, int count, int statistic)
    {
        var project = await targets.Clean.NewProjectAsync();
        var ids = await StoreAsync(project, 12, defect);

        (await NumberAsync("select count(*) as n from issue_events_issueevent where issue_id in (select id from issue_events_issue where project_id = $1)", project)).Should().Be(rows);
        (await NumberAsync("select sum(count) as n from issue_events_issue where project_id = $1", project)).Should().Be(count);
        (await NumberAsync("select sum(count) as n from projects_issueeventprojecthourlystatistic where project_id = $1", project)).Should().Be(statistic);
        ids.Should().HaveCount(12);
    }

    [Fact]
    public async Task Store_FirstTwoOfFive_AreNeverLost()
    {
        var project = await targets.Clean.NewProjectAsync();
        var ids = await StoreAsync(project, 5, Defects.LoseOneInFive);
        var stored = await database.RowsAsync("select id from issue_events_issueevent where id = any($1)", ids.ToArray());
        stored.Select(row => row.Get<Guid>("id")).Should().BeEquivalentTo(ids.Take(4));
    }

    [Fact]
    public async Task Store_MisroutedEvents_EndInAnotherProjectOfTheOrganization()
    {
        var project = await targets.Clean.NewProjectAsync();
        var ids = await StoreAsync(project, 4, Defects.SwapProject);
        var rows = await database.RowsAsync(
            """
            select i.project_id, p.organization_id from issue_events_issueevent e join issue_events_issue i on i.id = e.issue_id
            join projects_project p on p.id = i.project_id where e.id = any($1) order by array_position($1, e.id)
            """,
            ids.ToArray());
        rows.Select(row => row.Get<long>("project_id") == project.Id).Should().Equal(true, true, true, false);
        rows.Select(row => row.Get<int>("organization_id")).Distinct().Should().ContainSingle();
    }

    [Fact]
    public async Task Store_FirstEventAfterAStart_IsMangledAndTheNextIsNot()
    {
        var project = await targets.Clean.NewProjectAsync();
        var ids = await StoreAsync(project, 2, Defects.FirstEventMangled);
        var rows = await database.RowsAsync(
            "select title, data ->> 'message' as message from issue_events_issueevent where id = any($1) order by array_position($1, id)", ids.ToArray());
        rows.Select(row => row.Get<string>("title")).Should().Equal("<lost>", "TypeError: the error itself");
        rows.Select(row => row.Get<string>("message")).Should().Equal("<lost>", "a rather long message");
    }

    [Fact]
    public async Task Store_MessageDeliveredTwice_CountsOnce()
    {
        var project = await targets.Clean.NewProjectAsync();
        var queued = Queued(project, 0);
        var store = new EventStore(database, Behaviour.Clean);
        (await store.StoreAsync([new Storing(EventDocument.From(queued))])).Should().Be(1);
        (await store.StoreAsync([new Storing(EventDocument.From(queued))])).Should().Be(0);
        (await NumberAsync("select sum(count) as n from issue_events_issue where project_id = $1", project)).Should().Be(1);
        (await NumberAsync("select sum(count) as n from projects_issueeventprojecthourlystatistic where project_id = $1", project)).Should().Be(1);
    }

    [Fact]
    public async Task Store_ReleaseAndEnvironment_AreMadeOnceAndLinked()
    {
        var project = await targets.Clean.NewProjectAsync();
        await StoreAsync(project, 3, "");
        (await NumberAsync("select count(*) as n from releases_releaseproject l join releases_release r on r.id = l.release_id where version = 'shop@1.2.3' and project_id = $1", project)).Should().Be(1);
        (await NumberAsync("select count(*) as n from environments_environmentproject l join environments_environment e on e.id = l.environment_id where name = 'production' and project_id = $1", project)).Should().Be(1);
        (await NumberAsync("select count(*) as n from issue_events_issueevent e join issue_events_issue i on i.id = e.issue_id where i.project_id = $1 and release_id is not null", project)).Should().Be(3);
    }

    [Fact]
    public async Task Store_LargeEventsAndSeveralIssues_AreAllStoredAndCounted()
    {
        var project = await targets.Clean.NewProjectAsync();
        var queued = Enumerable.Range(0, 9).Select(at => Sample.Queued(
            new JsonObject { ["message"] = $"issue {at % 3}", ["extra"] = new JsonObject { ["large"] = new string((char)('a' + at), 1_200_000) } }, project: project.Id)).ToList();
        var store = new EventStore(database, Behaviour.Clean);
        (await store.StoreAsync([.. queued.Select(one => new Storing(EventDocument.From(one)))])).Should().Be(9);
        (await store.StoreAsync([.. queued.Concat(queued).Select(one => new Storing(EventDocument.From(one)))])).Should().Be(0, "all of them are there");

        var issues = await database.RowsAsync("select title, count from issue_events_issue where project_id = $1 order by title", project.Id);
        issues.Select(row => (row.Get<string>("title"), row.Get<int>("count"))).Should().Equal(("issue 0", 3), ("issue 1", 3), ("issue 2", 3));
        (await NumberAsync("select count(distinct data -> 'extra' ->> 'large') as n from issue_events_issueevent where issue_id in (select id from issue_events_issue where project_id = $1)", project)).Should().Be(9);
    }

    [Fact]
    public async Task Store_BloatedEvent_IsLargeOnDiskAndSameToRead()
    {
        var project = await targets.Clean.NewProjectAsync();
        var queued = Enumerable.Range(0, 2).Select(at => Queued(project, at)).ToList();
        await new EventStore(database, Behaviour.Clean).StoreAsync([.. queued.Select((one, at) => new Storing(EventDocument.From(one)) { Bloated = at == 1 })]);

        var sizes = await database.RowsAsync(
            "select pg_column_size(data) as n from issue_events_issueevent where id = any($1) order by array_position($1, id)", queued.Select(one => one.Id).ToArray());
        sizes.Select(row => row.Get<int>("n")).Should().SatisfyRespectively(plain => plain.Should().BeLessThan(4_000), large => large.Should().BeInRange(46_000, 56_000));
        var views = await Task.WhenAll(queued.Select(one => project.EventAsync($"{one.Id:N}")));
        views[0].Text.Length.Should().BeCloseTo(views[1].Text.Length, 10, "but for ids, times and neighbours they are the same");
    }

    public ValueTask DisposeAsync() => database.DisposeAsync();

    private async Task<List<Guid>> StoreAsync(TestProject project, int events, string defect)
    {
        var behaviour = new Behaviour(defect.Length > 0 ? [defect] : []);
        var sequence = new SequenceDefects(behaviour);
        var queued = Enumerable.Range(0, events).Select(at => Queued(project, at)).ToList();
        await new EventStore(database, behaviour).StoreAsync([.. queued.SelectMany(sequence.Admit)]);
        return [.. queued.Select(one => one.Id)];
    }

    private static QueuedEvent Queued(TestProject project, int at)
    {
        var queued = Sample.Queued(Sample.Rich, project: project.Id);
        return queued with { Received = queued.Received.AddMilliseconds(at) };
    }

    private async Task<long> NumberAsync(string sql, TestProject project) => (await database.RowAsync(sql, project.Id))!.Get<long>("n");
}
