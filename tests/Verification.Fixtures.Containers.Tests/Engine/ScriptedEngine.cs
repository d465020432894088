using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Verification.Fixtures.Containers.Tests.Engine;

/// <summary>An engine that answers what it was told to, for what this machine can't have: an old one, a registry that refuses.</summary>
internal sealed class ScriptedEngine : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly Func<string, (int Status, string Body)> _answer;
    private readonly Task _serving;

    public ScriptedEngine(Func<string, (int Status, string Body)> answer)
    {
        _answer = answer;
        _listener.Start();
        _serving = ServeAsync();
    }

    /// <summary>Where it listens.</summary>
    public Uri Address => new($"tcp://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}");

    /// <summary>A version answer.</summary>
    public static (int, string) Version(string api) => (200, $$"""{"Version":"1.0","ApiVersion":"{{api}}","Os":"linux","Arch":"amd64","KernelVersion":"6.1"}""");

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Dispose();
        await _serving;
        _stop.Dispose();
    }

    private async Task ServeAsync()
    {
        try
        {
            while (true)
            {
                using TcpClient client = await _listener.AcceptTcpClientAsync(_stop.Token);
                using StreamReader reader = new(client.GetStream(), leaveOpen: true);
                string request = await reader.ReadLineAsync(_stop.Token) ?? "";
                while (await reader.ReadLineAsync(_stop.Token) is { Length: > 0 })
                {
                }

                (int status, string body) = _answer(request);
                byte[] text = Encoding.UTF8.GetBytes(body);
                string head = $"HTTP/1.1 {status} Answer\r\nContent-Type: application/json\r\nContent-Length: {text.Length}\r\nConnection: close\r\n\r\n";
                await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes(head), _stop.Token);
                await client.GetStream().WriteAsync(text, _stop.Token);
            }
        }
        catch (Exception error) when (_stop.IsCancellationRequested && error is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            return;
        }
    }
}
