using Npgsql;
using Verification.Fixtures.Servers;
using Verification.Fixtures.Sql;
using Verification.Readiness;

namespace Verification.Fixtures.Tests.Sql;

public sealed class DatabaseIdentityTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Read_TwoServers_AreTellableWhateverNameLeadsThere()
    {
        await using var scratch = new Scratch();
        var (supervisor, tools) = (await scratch.SupervisorAsync(), await Machine.WithPostgresAsync());
        var servers = await Task.WhenAll(
            PostgresServer.StartAsync(supervisor, tools, ct: Ct), PostgresServer.StartAsync(supervisor, tools, new PostgresOptions { Name = "second" }, Ct));
        await servers[0].CreateDatabaseAsync("scratch", ct: Ct);
        var live = await ReadAsync(servers[0].ConnectionString());
        live.System.Should().NotBe(0);

        (string What, string Connection)[] same =
        [
            ("the same again", servers[0].ConnectionString()),
            ("another database of it", servers[0].ConnectionString("scratch")),
            ("by name", new NpgsqlConnectionStringBuilder(servers[0].ConnectionString()) { Host = "localhost" }.ConnectionString),
            ("another database of it by name", new NpgsqlConnectionStringBuilder(servers[0].ConnectionString("scratch")) { Host = "localhost" }.ConnectionString),
        ];
        foreach (var (what, connection) in same)
        {
            var identity = await ReadAsync(connection);
            identity.Should().Be(live, what);
            identity.Invoking(it => it.RefuseIf(live)).Should().Throw<InputException>(what).WithMessage("*is the live one*nothing was written*scratch server of its own*");
        }

        var other = await ReadAsync(servers[1].ConnectionString());
        other.Should().NotBe(live);
        other.Invoking(it => it.RefuseIf(live)).Should().NotThrow();
        live.Invoking(it => it.RefuseIf(other)).Should().NotThrow();

        // Born once: a restart on another day is the same cluster.
        await servers[0].KillAsync();
        await servers[0].RestartAsync(Ct);
        (await ReadAsync(servers[0].ConnectionString())).Should().Be(live);
    }

    [Fact]
    public async Task Read_ServerIsGone_Throws()
    {
        await using var scratch = new Scratch();
        var server = await PostgresServer.StartAsync(await scratch.SupervisorAsync(), await Machine.WithPostgresAsync(), ct: Ct);
        await server.StopAsync();
        await FluentActions.Awaiting(() => ReadAsync(server.ConnectionString())).Should().ThrowAsync<NpgsqlException>("no identity is not another identity");
    }

    private static Task<DatabaseIdentity> ReadAsync(string connection) => DatabaseIdentity.ReadAsync($"{connection};Pooling=false", Ct);
}
