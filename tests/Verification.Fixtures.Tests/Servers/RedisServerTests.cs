using System.Net;
using System.Net.Sockets;
using Verification.Fixtures.Hosting;
using Verification.Fixtures.Servers;

namespace Verification.Fixtures.Tests.Servers;

public sealed class RedisServerTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Start_Defaults_KeepTheQueueSafe()
    {
        await using var scratch = new Scratch();
        var server = await RedisServer.StartAsync(await scratch.SupervisorAsync(), await Machine.WithRedisAsync(), ct: Ct);
        (await ConfigAsync(server, "appendonly")).Should().Be("yes");
        (await ConfigAsync(server, "appendfsync")).Should().Be("everysec");
        (await ConfigAsync(server, "maxmemory-policy")).Should().Be("noeviction");
        (await ConfigAsync(server, "bind")).Should().Be("127.0.0.1");
        (await server.InfoAsync("aof_enabled", Ct)).Should().Be("1");
        server.Version.Should().MatchRegex(@"^\d+\.\d+");
        var arguments = await File.ReadAllTextAsync($"/proc/{server.Process.Pid}/cmdline", Ct);
        arguments.Should().NotContain(server.Secrets.Single());
        server.Url(3).Should().Be($"redis://:{server.Secrets.Single()}@127.0.0.1:{server.Port}/3");
    }

    [Fact]
    public async Task Kill_WrittenTasks_AreThereAfterTheRestartOnTheSamePort()
    {
        await using var scratch = new Scratch();
        var server = await RedisServer.StartAsync(await scratch.SupervisorAsync(), await Machine.WithRedisAsync(), ct: Ct);
        await server.CommandAsync(2, ["RPUSH", "celery", "première tâche", "two"], Ct);
        var port = server.Port;

        await server.KillAsync();
        await server.RestartAsync(Ct);

        (await server.CommandAsync(2, ["LLEN", "celery"], Ct)).Number.Should().Be(2);
        (await server.CommandAsync(2, ["LRANGE", "celery", "0", "-1"], Ct)).Texts.Should().Equal("première tâche", "two");
        (await server.CommandAsync("LLEN", "celery")).Number.Should().Be(0, "database 0 is another one");
        server.Port.Should().Be(port);
        await server.StopAsync();
        server.Process.ExitCode.Should().Be(0);
    }

    [Fact]
    public async Task Command_Refused_GivesTheServersOwnWords()
    {
        await using var scratch = new Scratch();
        var server = await RedisServer.StartAsync(await scratch.SupervisorAsync(), await Machine.WithRedisAsync(), ct: Ct);
        var act = () => server.CommandAsync("NOSUCH");
        await act.Should().ThrowAsync<RedisException>().WithMessage("ERR unknown command*");
        (await server.CommandAsync("GET", "nothing")).Text.Should().BeNull();
    }

    [Fact]
    public async Task Start_PortTakenAndDefectWanted_TakesAnotherPortAndTheDefect()
    {
        using var occupant = new TcpListener(IPAddress.Loopback, Ports.Free());
        occupant.Start();
        var taken = ((IPEndPoint)occupant.LocalEndpoint).Port;
        await using var scratch = new Scratch();
        var ports = new Queue<int>([taken, Ports.Free()]);
        var options = new RedisOptions { NextPort = ports.Dequeue, Settings = new Dictionary<string, string> { ["maxmemory-policy"] = "allkeys-lru", ["appendonly"] = "no" } };
        var server = await RedisServer.StartAsync(await scratch.SupervisorAsync(), await Machine.WithRedisAsync(), options, Ct);
        server.Port.Should().NotBe(taken);
        (await ConfigAsync(server, "maxmemory-policy")).Should().Be("allkeys-lru");
        (await ConfigAsync(server, "appendonly")).Should().Be("no");
    }

    [Fact]
    public async Task Start_EveryPortTaken_SaysSoInOneSentence()
    {
        using var occupant = new TcpListener(IPAddress.Loopback, Ports.Free());
        occupant.Start();
        var taken = ((IPEndPoint)occupant.LocalEndpoint).Port;
        await using var scratch = new Scratch();
        var (supervisor, tools) = (await scratch.SupervisorAsync(), await Machine.WithRedisAsync());
        var act = () => RedisServer.StartAsync(supervisor, tools, new RedisOptions { NextPort = () => taken }, Ct);
        (await act.Should().ThrowAsync<ServerStartException>()).Which.Message.Should().Contain($"{taken}").And.Contain("close what listens");
    }

    private static async Task<string> ConfigAsync(RedisServer server, string name) =>
        (await server.CommandAsync("CONFIG", "GET", name)).Texts[1];
}
