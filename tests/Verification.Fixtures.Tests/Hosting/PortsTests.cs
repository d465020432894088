using System.Net;
using System.Net.Sockets;
using Verification.Fixtures.Hosting;

namespace Verification.Fixtures.Tests.Hosting;

public sealed class PortsTests
{
    [Fact]
    public void Free_ManyAtOnce_AreAllDifferent()
    {
        var ports = new int[200];
        Parallel.For(0, ports.Length, i => ports[i] = Ports.Free());
        ports.Should().OnlyHaveUniqueItems().And.OnlyContain(p => p > 1024 && p < 65_536);
    }

    [Fact]
    public void Free_Port_CanBeListenedOn()
    {
        using var listener = new TcpListener(IPAddress.Loopback, Ports.Free());
        listener.Start();
        listener.Server.IsBound.Should().BeTrue();
    }

    [Fact]
    public void Free_Port_IsNoneThatOutgoingConnectionsAreGiven()
    {
        var first = int.Parse(File.ReadAllText("/proc/sys/net/ipv4/ip_local_port_range").Split('\t')[0]);
        Enumerable.Range(0, 50).Select(_ => Ports.Free()).Should().OnlyContain(p => p < first, "the outgoing range begins at {0}", first);
    }
}
