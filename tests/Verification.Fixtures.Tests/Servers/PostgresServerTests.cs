using Npgsql;
using Verification.Fixtures.Servers;

namespace Verification.Fixtures.Tests.Servers;

public sealed class PostgresServerTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Start_Defaults_AreDurableLoopbackAndScram()
    {
        await using var scratch = new Scratch();
        var server = await PostgresServer.StartAsync(await scratch.SupervisorAsync(), await Machine.WithPostgresAsync(), ct: Ct);

        (await SettingsAsync(server, "fsync", "full_page_writes", "synchronous_commit")).Should().Equal("on", "on", "on");
        (await SettingsAsync(server, "listen_addresses", "unix_socket_directories", "server_encoding")).Should().Equal("127.0.0.1", "", "UTF8");
        server.Version.Should().MatchRegex(@"^\d+(\.\d+)?");
        var rules = (await File.ReadAllLinesAsync(Path.Combine(server.DataDirectory, "pg_hba.conf"), Ct))
            .Where(l => l.Length > 0 && l[0] != '#').Select(l => l.Split(' ', StringSplitOptions.RemoveEmptyEntries)[^1]);
        rules.Distinct().Should().BeEquivalentTo("reject", "scram-sha-256");
        var wrong = () => QueryAsync(server.ConnectionString().Replace(server.Secrets.Single(), "wrong", StringComparison.Ordinal), "SELECT 1");
        await wrong.Should().ThrowAsync<PostgresException>().Where(e => e.SqlState == "28P01");
    }

    [Fact]
    public async Task Kill_CommittedRows_SurviveAndSharedMemoryDoesNot()
    {
        await using var scratch = new Scratch();
        var supervisor = await scratch.SupervisorAsync();
        var server = await PostgresServer.StartAsync(supervisor, await Machine.WithPostgresAsync(), ct: Ct);
        await server.CreateDatabaseAsync("it's \"glitchtip\"", ct: Ct);
        var database = server.ConnectionString("it's \"glitchtip\"") + ";Pooling=false";
        await QueryAsync(database, "CREATE TABLE event (id int); INSERT INTO event VALUES (42)");
        var port = server.Port;

        await server.KillAsync();
        server.Process.HasExited.Should().BeTrue();
        await server.RestartAsync(Ct);

        (await QueryAsync(database, "SELECT id FROM event")).Should().Be("42");
        server.Port.Should().Be(port);
        await server.StopAsync();
        server.Process.ExitCode.Should().Be(0);

        await server.RestartAsync(Ct);
        var segment = Traces.SegmentOf(server.DataDirectory);
        await server.KillAsync();
        Traces.SharedMemory().Should().Contain(segment, "a SIGKILLed postmaster leaks it");
        await supervisor.DisposeAsync();
        Traces.SharedMemory().Should().NotContain(segment, "the guardian frees it");
        scratch.Log("postgres").Should().Contain("not properly shut down").And.NotContain(server.Secrets.Single());
    }

    [Fact]
    public async Task Start_TwoSideBySide_AreSeparateAndMayCarryDefects()
    {
        await using var scratch = new Scratch();
        var (supervisor, tools) = (await scratch.SupervisorAsync(), await Machine.WithPostgresAsync());
        var defect = new PostgresOptions { Name = "second", Settings = new Dictionary<string, string> { ["fsync"] = "off" } };
        var servers = await Task.WhenAll(
            PostgresServer.StartAsync(supervisor, tools, ct: Ct), PostgresServer.StartAsync(supervisor, tools, defect, Ct));
        (await SettingsAsync(servers[0], "fsync")).Should().Equal("on");
        (await SettingsAsync(servers[1], "fsync")).Should().Equal("off");
        await servers[0].CreateDatabaseAsync("source", ct: Ct);
        await QueryAsync(servers[0].ConnectionString("source") + ";Pooling=false", "CREATE TABLE t AS SELECT 5 AS n");
        await servers[0].CreateDatabaseAsync("copy", "source", Ct);
        (await QueryAsync(servers[0].ConnectionString("copy") + ";Pooling=false", "SELECT n FROM t")).Should().Be("5");
        (await QueryAsync(servers[1].ConnectionString(), "SELECT count(*) FROM pg_database WHERE datname = 'copy'")).Should().Be("0");
    }

    private static async Task<IReadOnlyList<string>> SettingsAsync(PostgresServer server, params string[] names)
    {
        var values = new List<string>();
        foreach (var name in names)
        {
            values.Add(await QueryAsync(server.ConnectionString(), $"SHOW {name}"));
        }

        return values;
    }

    private static async Task<string> QueryAsync(string connectionString, string sql)
    {
        await using var source = NpgsqlDataSource.Create(connectionString);
        await using var command = source.CreateCommand(sql);
        return $"{await command.ExecuteScalarAsync(Ct)}";
    }
}
