using System.Net.Sockets;
using System.Text;

namespace Verification.Fixtures.Tests.Services;

/// <summary>One connection to a front, byte for byte.</summary>
internal sealed class RawClient : IDisposable
{
    internal const string Post = "POST /api/1/envelope/ HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\nhello";
    internal const string Chunked = "POST /api/1/envelope/ HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n";
    private readonly TcpClient _client = new();

    internal static async Task<RawClient> ConnectAsync(Uri address, CancellationToken ct)
    {
        var client = new RawClient();
        await client._client.ConnectAsync(address.Host, address.Port, ct);
        return client;
    }

    internal Task SendAsync(string text, CancellationToken ct) => _client.GetStream().WriteAsync(Encoding.ASCII.GetBytes(text), ct).AsTask();

    /// <summary>Sends, and reads as many bytes as an answer of the origin has.</summary>
    internal async Task<string> AskAsync(string text, CancellationToken ct)
    {
        await SendAsync(text, ct);
        var buffer = new byte[RawOrigin.Answered.Length];
        await _client.GetStream().ReadExactlyAsync(buffer, ct);
        return Encoding.ASCII.GetString(buffer);
    }

    /// <summary>Everything until the end of the connection; throws when it ends in a reset.</summary>
    internal async Task<string> ToEndAsync(CancellationToken ct)
    {
        using var all = new MemoryStream();
        await _client.GetStream().CopyToAsync(all, ct);
        return Encoding.ASCII.GetString(all.ToArray());
    }

    public void Dispose() => _client.Dispose();
}
