using System.Net.Sockets;
using System.Text;
using Verification.Load.Tests.Support;

namespace Verification.Load.Tests.Sink;

public sealed class SinkServerTests
{
    [Fact]
    public async Task Request_KeptConnection_IsAnsweredAndKept()
    {
        using RunningSink sink = new();
        using TcpClient client = Connect(sink);
        foreach (int _ in Enumerable.Range(0, 3))
        {
            (await AskAsync(client, "POST / HTTP/1.1\r\nContent-Length: 2\r\n\r\n{}")).Should().StartWith("HTTP/1.1 200 OK\r\n").And.EndWith("{\"id\":\"00000000000000000000000000000000\"}");
        }

        sink.Requests.Should().Be(3);
    }

    [Fact]
    public async Task Request_ToBeClosed_IsAnsweredAndClosed()
    {
        using RunningSink sink = new();
        using TcpClient client = Connect(sink);
        using StreamReader reader = new(client.GetStream());
        await client.GetStream().WriteAsync("POST / HTTP/1.1\r\nConnection: close\r\nContent-Length: 2\r\n\r\n{}"u8.ToArray(), TestContext.Current.CancellationToken);
        (await reader.ReadToEndAsync(TestContext.Current.CancellationToken)).Should().Contain("Connection: close\r\n").And.EndWith("}");
    }

    [Fact]
    public async Task Request_NotHttp_IsClosed()
    {
        using RunningSink sink = new();
        using TcpClient client = Connect(sink);
        using StreamReader reader = new(client.GetStream());
        await client.GetStream().WriteAsync("POST / HTTP/1.1\r\nContent-Length: x\r\n\r\n"u8.ToArray(), TestContext.Current.CancellationToken);
        (await reader.ReadToEndAsync(TestContext.Current.CancellationToken)).Should().BeEmpty();
    }

    private static TcpClient Connect(RunningSink sink) => new("127.0.0.1", new Uri(sink.Url).Port);

    private static async Task<string> AskAsync(TcpClient client, string request)
    {
        await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes(request), TestContext.Current.CancellationToken);
        StringBuilder answer = new();
        byte[] buffer = new byte[1024];
        while (!answer.ToString().EndsWith('}'))
        {
            int count = await client.GetStream().ReadAsync(buffer, TestContext.Current.CancellationToken);
            count.Should().BePositive();
            answer.Append(Encoding.ASCII.GetString(buffer, 0, count));
        }

        return answer.ToString();
    }
}
