using System.Net;
using System.Net.Sockets;
using System.Text;
using FluentAssertions;
using Xunit;

namespace Verification.Fixtures.Containers.Tests.Engine;

/// <summary>What is said through a port that leads elsewhere is what was said there, and nothing more.</summary>
public sealed class PortForwardTests : IDisposable
{
    private readonly TcpListener _far = new(IPAddress.Loopback, 0);

    public PortForwardTests() => _far.Start();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private int Far => ((IPEndPoint)_far.LocalEndpoint).Port;

    public void Dispose() => _far.Dispose();

    [Fact]
    public async Task Bytes_BothWays_ArriveWholeAndEndsAreTold()
    {
        await using PortForward forward = Open(out int near);
        using TcpClient client = new();
        await client.ConnectAsync(IPAddress.Loopback, near, Ct);
        using TcpClient server = await _far.AcceptTcpClientAsync(Ct);
        NetworkStream said = client.GetStream();
        byte[] large = [.. Enumerable.Range(0, 1_000_000).Select(at => (byte)at)];
        Task send = Task.Run(async () =>
        {
            await said.WriteAsync(large, Ct);
            client.Client.Shutdown(SocketShutdown.Send);
        }, Ct);

        (await AllAsync(server.GetStream())).Should().Equal(large);
        await send;
        await server.GetStream().WriteAsync(Encoding.UTF8.GetBytes("heard"), Ct);
        server.Close();
        Encoding.UTF8.GetString(await AllAsync(said)).Should().Be("heard");
    }

    [Fact]
    public async Task Connection_NobodyListensThere_IsResetAndNotAnswered()
    {
        await using PortForward forward = Open(out int near);
        _far.Stop();
        using TcpClient client = new();

        // Soon, maybe already while it is being made.
        (await FluentActions.Awaiting(async () =>
        {
            await client.ConnectAsync(IPAddress.Loopback, near, Ct);
            await AllAsync(client.GetStream());
        }).Should().ThrowAsync<Exception>()).Which.Should().Match(error => error is IOException || error is SocketException);
    }

    [Fact]
    public async Task Dispose_ConnectionsOpen_EndsThemAndFreesThePort()
    {
        PortForward forward = Open(out int near);
        using TcpClient client = new();
        await client.ConnectAsync(IPAddress.Loopback, near, Ct);
        using TcpClient server = await _far.AcceptTcpClientAsync(Ct);
        await forward.DisposeAsync();

        await FluentActions.Awaiting(() => AllAsync(client.GetStream())).Should().ThrowAsync<IOException>();
        using TcpListener again = new(IPAddress.Loopback, near);
        again.Start();
    }

    [Theory]
    [InlineData("unix:///var/run/docker.sock", null, null)]
    [InlineData("tcp://127.0.0.1:2375", null, null)]
    [InlineData("tcp://localhost:2375", null, null)]
    [InlineData("tcp://192.0.2.7:2376", null, "192.0.2.7")]
    [InlineData("tcp://build.example.test:2376", null, "build.example.test")]
    [InlineData("tcp://192.0.2.7:2376", "192.0.2.8", "192.0.2.8")]
    [InlineData("tcp://192.0.2.7:2376", "localhost", null)]
    [InlineData("unix:///run/forwarded.sock", "192.0.2.8", "192.0.2.8")]
    public void RemoteHost_OfAnEngine_IsWhereItsPortsAre(string endpoint, string? said, string? expected) => ContainerEngine.RemoteHostOf(new Uri(endpoint), said).Should().Be(expected);

    private PortForward Open(out int port)
    {
        port = Fixtures.Hosting.Ports.Free();
        return new PortForward(port, "127.0.0.1", Far);
    }

    private static async Task<byte[]> AllAsync(NetworkStream stream)
    {
        using MemoryStream all = new();
        await stream.CopyToAsync(all, Ct);
        return all.ToArray();
    }
}
