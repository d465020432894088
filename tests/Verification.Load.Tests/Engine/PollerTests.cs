using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Verification.Load.Engine;

namespace Verification.Load.Tests.Engine;

/// <summary>All ways to wait behave the same, so that the one of macOS is tested here too.</summary>
public sealed class PollerTests
{
    public static TheoryData<string> Kinds => ["epoll", "epoll without epoll_pwait2", "poll"];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Wait_DataThere_GivesItsTokenUntilItIsRead(string kind)
    {
        using Poller poller = Of(kind);
        (Socket client, Socket server) = Pair();
        using (client)
        using (server)
        {
            poller.Add((int)server.Handle, 42, Poller.In);
            poller.Wait(0).Should().Be(0);
            client.Send("x"u8);
            poller.Wait(1_000_000).Should().Be(1);
            (poller.Token(0), poller.Flags(0) & Poller.In).Should().Be((42, Poller.In));
            poller.Wait(0).Should().Be(1, "it is level-triggered");
            server.Receive(new byte[1]);
            poller.Wait(0).Should().Be(0);
        }
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Change_ToWriting_TellsThatThereIsRoom(string kind)
    {
        using Poller poller = Of(kind);
        (Socket client, Socket server) = Pair();
        using (client)
        using (server)
        {
            poller.Add((int)client.Handle, 1, Poller.In);
            poller.Change((int)client.Handle, 1, Poller.In | Poller.Out);
            poller.Wait(1_000_000).Should().Be(1);
            (poller.Flags(0) & Poller.Out).Should().Be(Poller.Out);
        }
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Remove_OneOfMany_LeavesTheOthers(string kind)
    {
        using Poller poller = Of(kind);
        (Socket Client, Socket Server)[] pairs = [.. Enumerable.Range(0, 100).Select(_ => Pair())];
        for (int token = 0; token < pairs.Length; token++)
        {
            poller.Add((int)pairs[token].Server.Handle, token, Poller.In);
            pairs[token].Client.Send("x"u8);
        }

        for (int token = 0; token < pairs.Length; token += 3)
        {
            poller.Remove((int)pairs[token].Server.Handle);
            pairs[token].Server.Dispose();
        }

        int ready = poller.Wait(1_000_000);
        Enumerable.Range(0, ready).Select(poller.Token).Order().Should().Equal(Enumerable.Range(0, 100).Where(token => token % 3 != 0));
        Array.ForEach(pairs, pair => pair.Client.Dispose());
        Array.ForEach(pairs, pair => pair.Server.Dispose());
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Wait_NothingThere_LastsAtLeastAsLongAsAsked(string kind)
    {
        using Poller poller = Of(kind);
        Stopwatch time = Stopwatch.StartNew();
        poller.Wait(3_500).Should().Be(0);
        time.Elapsed.TotalMicroseconds.Should().BeGreaterThan(3_400);
    }

    internal static Poller Of(string kind)
    {
        if (kind == "poll")
        {
            return new PollPoller();
        }

        EpollPoller epoll = new();
        if (kind != "epoll")
        {
            epoll.WaitCoarsely();
        }

        return epoll;
    }

    private static (Socket Client, Socket Server) Pair()
    {
        using Socket listener = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        listener.Listen();
        Socket client = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        client.Connect(listener.LocalEndPoint!);
        return (client, listener.Accept());
    }
}
