using FluentAssertions;
using Npgsql;
using Verification.Fixtures.Processes;
using Xunit;

namespace Verification.Fixtures.Containers.Tests.Parts;

public sealed class ServersTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    // The module of Testcontainers switches these off.
    [Theory]
    [InlineData(null, "on")]
    [InlineData("fsync", "off")]
    [InlineData("full_page_writes", "off")]
    [InlineData("synchronous_commit", "off")]
    public async Task Postgres_Started_IsDurableUnlessADefectIsAskedFor(string? defect, string seen)
    {
        await using TestHost test = await TestHost.OpenAsync();
        await test.Host.CreateNetworkAsync(Ct);
        Dictionary<string, string> settings = defect is null ? [] : new() { [defect] = "off" };

        PostgresContainerServer server = await PostgresContainerServer.StartAsync(test.Host, "postgres", test.Postgres, settings, Ct);

        foreach (string name in (string[])["fsync", "full_page_writes", "synchronous_commit"])
        {
            (await ScalarAsync(server, $"SHOW {name}")).Should().Be(name == defect ? seen : "on");
        }
    }

    [Fact]
    public async Task Postgres_KilledAndStartedAgain_KeepsPortAndRows()
    {
        await using TestHost test = await TestHost.OpenAsync();
        await test.Host.CreateNetworkAsync(Ct);
        PostgresContainerServer server = await PostgresContainerServer.StartAsync(test.Host, "postgres", test.Postgres, new Dictionary<string, string>(), Ct);
        await ScalarAsync(server, "CREATE TABLE kept AS SELECT 7 AS n; SELECT 1");

        await server.KillAsync();
        await server.RestartAsync(Ct);

        (await ScalarAsync(server, "SELECT n FROM kept")).Should().Be("7");
    }

    [Fact]
    public async Task Redis_KilledAndStartedAgain_KeepsWhatItAcknowledged()
    {
        await using TestHost test = await TestHost.OpenAsync();
        await test.Host.CreateNetworkAsync(Ct);
        RedisContainerServer server = await RedisContainerServer.StartAsync(test.Host, "redis", test.Redis, new Dictionary<string, string>(), true, Ct);
        (await server.CommandAsync("CONFIG", "GET", "appendonly")).Texts.Should().Equal("appendonly", "yes");
        (await server.CommandAsync("CONFIG", "GET", "maxmemory-policy")).Texts.Should().Equal("maxmemory-policy", "noeviction");
        await server.CommandAsync("RPUSH", "celery", "event");

        await server.KillAsync();
        await server.RestartAsync(Ct);

        (await server.CommandAsync("LLEN", "celery")).Number.Should().Be(1);
    }

    [Fact]
    public async Task ClientPrograms_CopiedFromTheImage_AreOfTheServersVersionAndWorkAsNobody()
    {
        await using TestHost test = await TestHost.OpenAsync();
        await test.Host.CreateNetworkAsync(Ct);
        PostgresContainerServer server = await PostgresContainerServer.StartAsync(test.Host, "postgres", test.Postgres, new Dictionary<string, string>(), Ct);
        string tools = await ClientPrograms.CopyAsync(test.Host, server.Id, test.Supervisor.WorkDirectory.Child("programs"), Ct);

        ToolResult version = await RunAsync(test, tools, "pg_dump", "--version");
        ToolResult dump = await RunAsync(test, tools, "pg_dump", "--host=127.0.0.1", $"--port={server.Port}", "--username=postgres", "--schema-only", "postgres");

        (await Backup.PostgresPrograms.FindAsync(tools, server.Version, Ct)).Directory.Should().Be(tools, "those of the image restore, whatever this machine has");
        version.StandardOutput.Should().Contain($"(PostgreSQL) {server.Version}");
        dump.ExitCode.Should().Be(0, dump.StandardError);
        ToolResult all = await RunAsync(test, tools, "pg_dumpall", "--host=127.0.0.1", $"--port={server.Port}", "--username=postgres");
        all.ExitCode.Should().Be(0, all.StandardError);
        all.StandardOutput.Should().Contain("PostgreSQL database cluster dump complete");
        dump.StandardOutput.Should().Contain($"Dumped from database version {server.Version}").And.Contain($"Dumped by pg_dump version {server.Version}");

        Task<ToolResult> RunAsync(TestHost host, string folder, string program, params string[] arguments) => host.Supervisor.RunAsync(
            new ProcessSpec(program, Path.Combine(folder, program), arguments) { RunAs = Environment.IsPrivilegedProcess ? "nobody" : null, Environment = new Dictionary<string, string?> { ["PGPASSWORD"] = server.Secrets.First() } },
            TimeSpan.FromSeconds(30), Ct);
    }

    [Fact]
    public async Task Start_ContainerThatEndsAtOnce_SaysItsStateAndLastLines()
    {
        await using TestHost test = await TestHost.OpenAsync();
        await test.Host.CreateNetworkAsync(Ct);

        Func<Task> start = () => test.Host.RunAsync("broken", test.Redis, ["sh", "-c", "echo about to fail; exit 3"], new Dictionary<string, string>(), TimeSpan.FromSeconds(30), Ct);

        (await start.Should().ThrowAsync<Fixtures.Servers.ServerStartException>()).Which.Message.Should().Contain("broken ended with 3").And.Contain("about to fail");
    }

    private static async Task<string> ScalarAsync(PostgresContainerServer server, string sql)
    {
        await using NpgsqlConnection connection = new($"{server.ConnectionString()};Pooling=false");
        await connection.OpenAsync(Ct);
#pragma warning disable CA2100 // A literal of this file.
        await using NpgsqlCommand command = new(sql, connection);
#pragma warning restore CA2100
        return $"{await command.ExecuteScalarAsync(Ct)}";
    }
}
