using Verification.Fixtures.Faults;

namespace Verification.Fixtures.Tests.Faults;

public sealed class TcpCountTests
{
    // A server on 8000 (1F40) with three connections, one of which it has not accepted; beside it a client that happens to dial 8000 elsewhere.
    private const string Table =
        """
          sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode
           0: 00000000:1F40 00000000:0000 0A 00000000:00000001 00:00000000 00000000  5000        0 1 1 0 100 0 0 10 0
           1: 0100007F:1F40 0100007F:C001 01 00000000:00000000 00:00000000 00000000  5000        0 2 1 0 20 4 30 10 -1
           2: 0100007F:1F40 0100007F:C002 01 00000000:000000A0 00:00000000 00000000  5000        0 3 1 0 20 4 30 10 -1
           3: 0100007F:1F40 0100007F:C003 01 00000000:00000000 00:00000000 00000000  5000        0 4 1 0 20 4 30 10 -1
           4: 0100007F:1F40 0100007F:C004 06 00000000:00000000 00:00000000 00000000  5000        0 0 1 0 20 4 30 10 -1
           5: 0100007F:C005 0200007F:1F40 01 00000000:00000000 00:00000000 00000000  5000        0 5 1 0 20 4 30 10 -1
        """;

    [Fact]
    public void Of_TableOfAServer_TellsOpenFromUntaken() => TcpCount.Of(Table, 8000).Should().Be(new TcpCount(Open: 3, Untaken: 1));

    [Fact]
    public void Of_AnotherPort_IsNothing() => TcpCount.Of(Table, 8001).Should().Be(new TcpCount(0, 0));
}
