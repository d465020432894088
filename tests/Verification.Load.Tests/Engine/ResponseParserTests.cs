using System.Text;
using Verification.Load.Engine;

namespace Verification.Load.Tests.Engine;

public sealed class ResponseParserTests
{
    public static TheoryData<string, int, bool, bool> Whole => new()
    {
        { "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}", 200, true, false },
        { "HTTP/1.1 200 OK\nContent-Length: 2\n\n{}", 200, true, false },
        { "HTTP/1.1 200\r\ncontent-length:0\r\n\r\n", 200, true, false },
        { "HTTP/1.0 200 OK\r\nContent-Length: 2\r\n\r\n{}", 200, false, false },
        { "HTTP/1.0 200 OK\r\nConnection: Keep-Alive\r\nContent-Length: 2\r\n\r\n{}", 200, true, false },
        { "HTTP/1.1 200 OK\r\nConnection: upgrade, Close\r\nContent-Length: 2\r\n\r\n{}", 200, false, false },
        { "HTTP/1.1 429 Too Many Requests\r\nRETRY-AFTER: 600\r\nContent-Length: 0\r\n\r\n", 429, true, true },
        { "HTTP/1.1 503 Service Unavailable\r\nRetry-Afterwards: 1\r\nContent-Length: 0\r\n\r\n", 503, true, false },
        { "HTTP/1.1 204 No Content\r\n\r\n", 204, true, false },
        { "HTTP/1.1 304 Not Modified\r\nContent-Length: 10\r\n\r\n", 304, true, false },
        { "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 413 Too Large\r\nConnection: close\r\nContent-Length: 1\r\n\r\nx", 413, false, false },
        { "HTTP/1.1 103 Early Hints\r\nLink: </x>\r\nConnection: close\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n", 200, true, false },
        { "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n", 200, true, false },
        { "HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip, Chunked\r\nContent-Length: 3\r\n\r\n1a;name=\"x\"\r\nabcdefghijklmnopqrstuvwxyz\r\n00\r\nX-Trailer: 1\r\n\r\n", 200, true, false },
        { $"HTTP/1.1 500 Oops\r\nX-Long: {new string('y', 5000)}\r\nContent-Length: 4\r\n\r\n\r\n\r\n", 500, true, false },
    };

    public static TheoryData<string> Garbage =>
    [
        "SSH-2.0-OpenSSH_9.2\r\n", "garbage without an end of line", "\r\n", "HTTP/2 200\r\n", "HTTP/1.1 2x0 OK\r\n", "HTTP/1.1 2000 OK\r\n", "HTTP/1.1  20 OK\r\n",
        "HTTP/1.1 101 Switching Protocols\r\n", "HTTP/1.1 099 Low\r\n", "HTTP/1.1 200 OK\r\nno colon\r\n", "HTTP/1.1 200 OK\r\n: no name\r\n",
        "HTTP/1.1 200 OK\r\nContent-Length: -1\r\n", "HTTP/1.1 200 OK\r\nContent-Length: \r\n", "HTTP/1.1 200 OK\r\nContent-Length: 99999999999999999999\r\n",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\r\nabc\r\n", $"HTTP/1.1 200 OK\r\nX: {new string('x', 70_000)}",
    ];

    [Theory]
    [MemberData(nameof(Whole))]
    public void Feed_SplitAtEveryByte_ReadsTheSame(string text, int status, bool keepAlive, bool retryAfter)
    {
        byte[] bytes = Encoding.ASCII.GetBytes(text);
        ResponseParser parser = new();
        for (int split = 0; split <= bytes.Length; split++)
        {
            parser.Reset();
            int used = parser.Feed(bytes.AsSpan(0, split));
            used += parser.Feed(bytes.AsSpan(split));
            (parser.Phase, parser.Status, parser.KeepAlive, parser.HasRetryAfter, used).Should().Be((AnswerPhase.Complete, status, keepAlive, retryAfter, bytes.Length), "split at {0}", split);
        }
    }

    [Theory]
    [MemberData(nameof(Whole))]
    public void Feed_ByteByByte_IsCompleteAtTheLastOneOnly(string text, int status, bool keepAlive, bool retryAfter)
    {
        ResponseParser parser = new();
        parser.Reset();
        int[] completeAfter = [.. Enumerable.Range(0, text.Length).Where(index => parser.Feed([(byte)text[index]]) == 1 && parser.Phase == AnswerPhase.Complete)];
        completeAfter.Should().Equal(text.Length - 1);
        (parser.Status, parser.KeepAlive, parser.HasRetryAfter).Should().Be((status, keepAlive, retryAfter));
    }

    [Theory]
    [MemberData(nameof(Garbage))]
    public void Feed_Garbage_IsKnownAsSuch(string text)
    {
        foreach (int piece in new[] { 1, 7, text.Length })
        {
            ResponseParser parser = new();
            parser.Reset();
            foreach (byte[] part in Encoding.ASCII.GetBytes(text).Chunk(piece))
            {
                parser.Feed(part);
            }

            parser.Phase.Should().Be(AnswerPhase.Garbled, "pieces of {0}", piece);
        }
    }

    [Fact]
    public void Feed_BytesBehindTheAnswer_AreNotUsed()
    {
        ResponseParser parser = new();
        parser.Reset();
        parser.Feed("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}HTTP"u8).Should().Be(40);
        parser.Phase.Should().Be(AnswerPhase.Complete);
    }

    [Theory]
    [InlineData("HTTP/1.1 200 OK\r\n\r\nuntil the end", true)]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 20\r\n\r\nuntil the end", false)]
    [InlineData("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nab\r\n", false)]
    [InlineData("HTTP/1.1 200 OK\r\nContent-", false)]
    [InlineData("", false)]
    public void End_OfTheConnection_IsTheEndOfAnAnswerWithoutALengthOnly(string text, bool expected)
    {
        ResponseParser parser = new();
        parser.Reset();
        parser.Feed(Encoding.ASCII.GetBytes(text));
        parser.End().Should().Be(expected);
    }
}
