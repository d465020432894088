using System.Text;
using Verification.Fixtures.Services;

namespace Verification.Fixtures.Tests.Services;

public sealed class HttpFramingTests
{
    public static TheoryData<string, string> Requests => new()
    {
        { "no body", "GET / HTTP/1.1\r\nHost: a\r\n\r\n" },
        { "length", "POST / HTTP/1.1\r\ncontent-length: 5\r\n\r\nhello" },
        { "length of nothing", "POST / HTTP/1.1\r\nContent-Length: 0\r\n\r\n" },
        { "chunks", "POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\nA;x=1\r\n0123456789\r\n0\r\n\r\n" },
        { "chunks that hold what looks like an end", "POST / HTTP/1.1\r\ntransfer-encoding: gzip, Chunked\r\n\r\n7\r\n0\r\n\r\n\r\n\r\n0\r\n\r\n" },
        { "trailers", "POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n1\r\nx\r\n0\r\nA: b\r\nC: d\r\n\r\n" },
    };

    [Theory]
    [MemberData(nameof(Requests))]
    public void Length_AnyPart_IsKnownOnlyWhenAllIsThere(string what, string request)
    {
        var bytes = Encoding.ASCII.GetBytes(request);
        for (var there = 0; there < bytes.Length; there++)
        {
            HttpFraming.LengthOf(bytes.AsSpan(0, there), out var wanted).Should().BeNull("of {0} only {1} bytes are there", what, there);
            wanted.Should().BeInRange(there + 1, bytes.Length);
        }

        HttpFraming.LengthOf([.. bytes, .. "POST /next"u8], out _).Should().Be(bytes.Length, what);
    }

    [Theory]
    [InlineData("POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n")]
    [InlineData("POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n7fffffff\r\n")]
    public void Length_NoChunk_IsRefused(string request)
    {
        var act = () => HttpFraming.LengthOf(Encoding.ASCII.GetBytes(request), out _);
        act.Should().Throw<InvalidDataException>();
    }

    [Fact]
    public void Length_EndlessHead_IsRefused()
    {
        var act = () => HttpFraming.LengthOf(new byte[70_000], out _);
        act.Should().Throw<InvalidDataException>();
    }
}
