using System.Net;
using System.Net.Sockets;
using Verification.Fixtures.Hosting;
using Verification.Fixtures.Servers;

namespace Verification.Fixtures.Tests.Servers;

public sealed class PostgresStartTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Start_PortTaken_TakesAnother()
    {
        using var occupant = new TcpListener(IPAddress.Loopback, Ports.Free());
        occupant.Start();
        var taken = ((IPEndPoint)occupant.LocalEndpoint).Port;
        await using var scratch = new Scratch();
        var ports = new Queue<int>([taken, Ports.Free()]);
        var server = await PostgresServer.StartAsync(
            await scratch.SupervisorAsync(), await Machine.WithPostgresAsync(), new PostgresOptions { NextPort = ports.Dequeue }, Ct);
        server.Port.Should().NotBe(taken);
        ports.Should().BeEmpty();
    }

    [Fact]
    public async Task Start_SettingItDoesNotKnow_ShowsTheLastLogLines()
    {
        await using var scratch = new Scratch();
        var (supervisor, tools) = (await scratch.SupervisorAsync(), await Machine.WithPostgresAsync());
        var options = new PostgresOptions { Settings = new Dictionary<string, string> { ["no_such_setting"] = "1" } };
        var act = () => PostgresServer.StartAsync(supervisor, tools, options, Ct);
        (await act.Should().ThrowAsync<ServerStartException>()).Which.Message.Should().Contain("ended with 1").And.Contain("no_such_setting");
    }

    [Fact]
    public async Task Start_NoBinaries_GivesTheReason()
    {
        await using var scratch = new Scratch();
        var tools = await HostTools.DiscoverAsync(new HostSearch { Root = scratch.Root, SearchPath = scratch.Root, Variable = _ => null }, Ct);
        var supervisor = await scratch.SupervisorAsync();
        var postgres = () => PostgresServer.StartAsync(supervisor, tools, ct: Ct);
        var redis = () => RedisServer.StartAsync(supervisor, tools, ct: Ct);
        await postgres.Should().ThrowAsync<ServerStartException>().WithMessage("*install PostgreSQL 14 or later*");
        await redis.Should().ThrowAsync<ServerStartException>().WithMessage("*install one of them*");
    }
}
