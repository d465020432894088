using System.Buffers;
using System.Text;
using Verification.ReferenceTarget.Redis;

namespace Verification.ReferenceTarget.Tests.Redis;

public sealed class RespTests
{
    [Fact]
    public void Write_Command_IsAnArrayOfBulkStringsCountedInBytes()
    {
        var bytes = new ArrayBufferWriter<byte>();
        RespWriter.Write(bytes, ["SET", "k", "zażółć"]);
        Encoding.UTF8.GetString(bytes.WrittenSpan).Should().Be("*3\r\n$3\r\nSET\r\n$1\r\nk\r\n$10\r\nzażółć\r\n");
    }

    [Fact]
    public async Task Read_EachType_GivesItsValue()
    {
        var reader = Reader("+OK\r\n:42\r\n$5\r\na\r\nb!\r\n$-1\r\n*3\r\n:1\r\n*-1\r\n$0\r\n\r\n");
        (await reader.ReadAsync(Token)).Should().Be("OK");
        (await reader.ReadAsync(Token)).Should().Be(42L);
        (await reader.ReadAsync(Token)).Should().Be("a\r\nb!");
        (await reader.ReadAsync(Token)).Should().BeNull();
        (await reader.ReadAsync(Token)).Should().BeEquivalentTo(new object?[] { 1L, null, "" });
    }

    [Fact]
    public async Task Read_AnswerInSinglesOfBytes_IsPutTogether()
    {
        var reader = new RespReader(new Dribble("$10\r\nzażółć\r\n:7\r\n"u8.ToArray()));
        (await reader.ReadAsync(Token)).Should().Be("zażółć");
        (await reader.ReadAsync(Token)).Should().Be(7L);
    }

    [Fact]
    public async Task Read_Error_IsThrownWithItsText()
    {
        var reading = async () => await Reader("-ERR wrong\r\n").ReadAsync(Token);
        (await reading.Should().ThrowAsync<RedisException>()).WithMessage("ERR wrong");
    }

    [Fact]
    public async Task Read_ConnectionThatEnds_IsNotAnAnswer()
    {
        var reading = async () => await Reader("$10\r\nabc").ReadAsync(Token);
        await reading.Should().ThrowAsync<EndOfStreamException>();
    }

    [Theory]
    [InlineData("redis://127.0.0.1:6380/2", "127.0.0.1", 6380, null, 2)]
    [InlineData("redis://:p%40ss@redis.test", "redis.test", 6379, "p@ss", 0)]
    public void Address_Url_IsParsed(string url, string host, int port, string? password, int database) =>
        RedisAddress.Parse(url).Should().Be(new RedisAddress(host, port, password, database));

    [Theory]
    [InlineData("http://127.0.0.1")]
    [InlineData("redis://127.0.0.1/zero")]
    [InlineData("nonsense")]
    public void Address_OtherUrl_IsAUsageMistake(string url)
    {
        var parsing = () => RedisAddress.Parse(url);
        parsing.Should().Throw<UsageException>().WithMessage("REDIS_URL*");
    }

    [Fact]
    public async Task Call_NobodyListening_SaysWhere()
    {
        await using var client = new RedisClient(new RedisAddress("127.0.0.1", Fixtures.Hosting.Ports.Free(), null, 0));
        var calling = () => client.CallAsync("PING");
        (await calling.Should().ThrowAsync<RedisException>()).WithMessage("Redis at 127.0.0.1:*");
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static RespReader Reader(string text) => new(new MemoryStream(Encoding.UTF8.GetBytes(text)));

    /// <summary>A stream that gives one byte at a time.</summary>
    private sealed class Dribble(byte[] bytes) : MemoryStream(bytes)
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            base.ReadAsync(buffer[..1], cancellationToken);
    }
}
