using System.Text;
using Verification.Load.Sink;

namespace Verification.Load.Tests.Sink;

public sealed class SinkConnectionTests
{
    public static TheoryData<string, int, bool> Requests => new()
    {
        { "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\n\r\nhello", 1, false },
        { "POST / HTTP/1.1\r\ncontent-length:5\r\nCONNECTION: Close\r\n\r\nhello", 1, true },
        { "GET / HTTP/1.1\r\nHost: x\r\n\r\n", 1, false },
        { "POST / HTTP/1.1\r\nContent-Length: 0\r\n\r\nPOST / HTTP/1.1\r\nContent-Length: 3\r\n\r\nabcGET / HTTP/1.1\r\n\r\n", 3, false },
        { "POST / HTTP/1.1\r\nContent-Length: 8\r\n\r\n\r\n\r\n\r\n\r\n", 1, false },
    };

    [Theory]
    [MemberData(nameof(Requests))]
    public void Feed_SplitAtEveryByte_FindsTheSameRequests(string text, int expected, bool closes)
    {
        byte[] bytes = Encoding.ASCII.GetBytes(text);
        for (int split = 0; split <= bytes.Length; split++)
        {
            SinkConnection connection = new();
            int found = connection.Feed(bytes.AsSpan(0, split)) + connection.Feed(bytes.AsSpan(split));
            (found, connection.Closes).Should().Be((expected, closes), "split at {0}", split);
        }
    }

    [Theory]
    [MemberData(nameof(Requests))]
    public void Feed_ByteByByte_FindsTheSameRequests(string text, int expected, bool closes)
    {
        SinkConnection connection = new();
        Encoding.ASCII.GetBytes(text).Sum(one => connection.Feed([one])).Should().Be(expected);
        connection.Closes.Should().Be(closes);
    }

    [Theory]
    [InlineData("POST / HTTP/1.1\r\nContent-Length: many\r\n\r\n")]
    public void Feed_NotALength_EndsTheConnection(string text) => new SinkConnection().Feed(Encoding.ASCII.GetBytes(text)).Should().Be(-1);

    [Fact]
    public void Feed_HeadWithoutEnd_EndsTheConnection() => new SinkConnection().Feed(new byte[70_000]).Should().Be(-1);
}
