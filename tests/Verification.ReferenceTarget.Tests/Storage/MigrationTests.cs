using Npgsql;
using Verification.ReferenceTarget.Storage;

namespace Verification.ReferenceTarget.Tests.Storage;

/// <summary>What migrate leaves behind: partitions day by day, its own record, and the objects that a copy of the rows would lose.</summary>
public sealed class MigrationTests(Targets targets) : IAsyncDisposable
{
    private const string Partitions =
        """
        select c.relname::text as name, pg_get_expr(c.relpartbound, c.oid) as bound, coalesce(obj_description(c.oid, 'pg_class'), '') as mark
        from pg_inherits join pg_class c on c.oid = inhrelid where inhparent = 'issue_events_issueevent'::regclass order by pg_get_expr(c.relpartbound, c.oid)
        """;

    private static readonly DateTimeOffset LateEvening = new(2026, 12, 30, 23, 59, 59, TimeSpan.Zero);
    private readonly ManualTime time = new(LateEvening);
    private readonly List<Database> opened = [];

    [Fact]
    public async Task Migrate_FreshDatabase_MakesTodayAndSevenDaysAheadInUtcAndMarksThem()
    {
        var database = await EmptyAsync(timeZone: "Asia/Tokyo");
        await Migration.ApplyAsync(database, time);
        var partitions = await database.RowsAsync(Partitions);

        partitions.Select(row => row.Get<string>("name")).Should().Equal(new[] { "2026_dec_30", "2026_dec_31" }
            .Concat(Enumerable.Range(1, 6).Select(day => $"2027_jan_0{day}")).Select(day => $"issue_events_issueevent_{day}"));
        partitions.Should().OnlyContain(row => row.Get<string>("mark").Length > 0);
        var first = await database.RowAsync("set timezone to 'UTC'; " + Partitions);
        first!.Get<string>("bound").Should().Be("FOR VALUES FROM ('2026-12-30 00:00:00+00') TO ('2026-12-31 00:00:00+00')");
    }

    [Theory]
    [InlineData(0, 8)]
    [InlineData(3, 11)]
    [InlineData(20, 16)]
    public async Task Migrate_AgainSomeDaysLater_AddsTheDaysAheadAndNoneOfThePast(int later, int partitions)
    {
        var database = await MigratedAsync();
        var applied = await database.RowsAsync("select id, applied from django_migrations order by id");
        time.Now = LateEvening.AddDays(later);
        await Migration.ApplyAsync(database, time);

        (await database.RowsAsync(Partitions)).Should().HaveCount(partitions);
        var after = await database.RowsAsync("select id, applied from django_migrations order by id");
        after.Select(row => (row.Get<long>("id"), row.Get<DateTime>("applied"))).Should().Equal(applied.Select(row => (row.Get<long>("id"), row.Get<DateTime>("applied"))));
    }

    [Fact]
    public async Task Migrate_TwiceAtOnce_BothSucceed()
    {
        var database = await EmptyAsync();
        await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => Migration.ApplyAsync(database, time)));
        (await database.RowsAsync(Partitions)).Should().HaveCount(8);
        var steps = await MigrationStep.ReadAllAsync();
        (await database.RowsAsync("select app, name from django_migrations order by id")).Select(row => $"{row.Get<string>("app")}.{row.Get<string>("name")}")
            .Should().Equal(steps.Select(step => $"{step.App}.{step.Name}")).And.HaveCountGreaterThan(8);
    }

    [Fact]
    public async Task Migrate_NextVersion_AddsItsStepOnlyAndThisOneLeavesItBe()
    {
        var database = await MigratedAsync();
        await Migration.ApplyAsync(database, time, next: true);
        await Migration.ApplyAsync(database, time);
        (await database.RowsAsync("select name from django_migrations order by id")).Select(row => row.Get<string>("name")).Last().Should().Be("0002_host_region");
        (await database.RowsAsync("select from information_schema.columns where table_name = 'issue_events_issueevent' and column_name = 'host_region'")).Should().ContainSingle();
    }

    [Fact]
    public async Task Migrate_TablesWithoutTheirRecord_Fails()
    {
        var database = await MigratedAsync();
        await database.ChangeAsync("delete from django_migrations where app = 'projects'");
        var again = () => Migration.ApplyAsync(database, time);
        (await again.Should().ThrowAsync<PostgresException>()).Which.SqlState.Should().Be(PostgresErrorCodes.DuplicateTable);
    }

    [Fact]
    public async Task Migrate_ExtensionNotInstalled_SaysWhatToInstall()
    {
        var database = await EmptyAsync();
        var search = (await MigrationStep.ReadAllAsync()).Single(step => step is { App: "issue_events", Name: "0002_search" });
        var migrate = () => database.ChangeAsync(search.Sql.Replace("'pg_trgm'", "'pg_absent'", StringComparison.Ordinal));
        (await migrate.Should().ThrowAsync<PostgresException>()).Which.MessageText.Should().Contain("lacks the extension pg_trgm").And.Contain("postgresql-contrib");
    }

    [Theory]
    [InlineData("pg_extension", "extname", "pg_trgm")]
    [InlineData("pg_collation", "collname", "case_insensitive")]
    [InlineData("pg_proc", "proname", "append_and_limit_tsvector")]
    [InlineData("pg_proc", "proname", "get_project_auth_info")]
    [InlineData("pg_trigger", "tgname", "check_teamproject_organization")]
    [InlineData("pg_class", "relname", "issue_title_trgm_idx")]
    [InlineData("pg_class", "relname", "issue_search_vector_idx")]
    public async Task Migrate_ObjectThatNoRowHolds_IsThere(string catalog, string column, string name) =>
        (await (await MigratedAsync()).RowsAsync($"select from {catalog} where {column} = $1", name)).Should().ContainSingle();

    [Fact]
    public async Task Partitions_EventOfAnotherDay_GoesIntoItsOwnOrIsRefused()
    {
        var database = await MigratedAsync();
        await database.ChangeAsync(
            """
            insert into organizations_ext_organization (id, name, slug) values (1, 'a', 'a'), (2, 'b', 'b');
            insert into projects_project (id, slug, name, organization_id) values (1, 'a', 'a', 1), (2, 'b', 'b', 2);
            insert into teams_team (id, slug, organization_id) values (1, 'a', 1);
            insert into issue_events_issue (id, level, title, type, search_vector, first_seen, last_seen, project_id) values (1, 4, 'a', 1, '', now(), now(), 1)
            """);
        (await PartitionAsync(database, LateEvening.AddSeconds(1))).Should().Be("issue_events_issueevent_2026_dec_31");
        var past = () => PartitionAsync(database, LateEvening.AddDays(-1));
        (await past.Should().ThrowAsync<PostgresException>()).Which.SqlState.Should().Be(PostgresErrorCodes.CheckViolation);

        (await database.ChangeAsync("insert into teams_team_projects (team_id, project_id) values (1, 1) returning id")).Should().ContainSingle();
        var foreign = () => database.ChangeAsync("insert into teams_team_projects (team_id, project_id) values (1, 2)");
        (await foreign.Should().ThrowAsync<PostgresException>()).Which.MessageText.Should().Be("team 1 and project 2 belong to different organizations");
        (await database.RowsAsync("delete from issue_events_issue returning id")).Should().ContainSingle();
        (await database.RowsAsync("select from issue_events_issueevent")).Should().BeEmpty("a foreign key on a partitioned table works as on any other");
    }

    [Theory]
    [InlineData("'a:1'::tsvector", "a walk", "'a':1 'walk':3")]
    [InlineData("'walk:1'::tsvector", "walking", "'walk':1")]
    [InlineData("'a:1 b:2 c:3'::tsvector", "new", "'a':1 'b':2 'c':3")]
    public async Task SearchVector_WordsOfAnEvent_AreAddedUpToTheLimit(string existing, string words, string expected)
    {
        var database = await MigratedAsync();
        (await database.RowAsync($"select append_and_limit_tsvector({existing}, $1, 3)::text as words", words))!.Get<string>("words").Should().Be(expected);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var database in opened)
        {
            await database.DisposeAsync();
        }
    }

    private static async Task<string> PartitionAsync(Database database, DateTimeOffset received) => (await database.ChangeAsync(
        """
        insert into issue_events_issueevent (id, type, timestamp, received, title, transaction, level, data, tags, issue_id, hashes)
        values (gen_random_uuid(), 1, $1, $1, 'a', '', 4, '{}', '{}', 1, '{}') returning tableoid::regclass::text as name
        """,
        received.UtcDateTime))[0].Get<string>("name");

    private async Task<Database> MigratedAsync()
    {
        var database = await EmptyAsync();
        await Migration.ApplyAsync(database, time);
        return database;
    }

    private async Task<Database> EmptyAsync(string? timeZone = null)
    {
        var name = $"migration_{Guid.NewGuid():N}";
        await targets.Servers.Postgres.CreateDatabaseAsync(name);
        if (timeZone is not null)
        {
            await using var before = Database.Open(targets.Servers.Postgres.Url(name), "migration-tests");
            await before.ChangeAsync($"alter database {name} set timezone to '{timeZone}'");
        }

        opened.Add(Database.Open(targets.Servers.Postgres.Url(name), "migration-tests"));
        return opened[^1];
    }
}
