using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Verification.Load.Tests.Support;

/// <summary>A server that does to each connection what a test says; connections are numbered from 0.</summary>
internal sealed class ScriptedServer : IAsyncDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly TcpListener _listener;
    private readonly Func<ScriptedConnection, Task> _script;
    private readonly Task _accepting;
    private int _connections;

    public ScriptedServer(Func<ScriptedConnection, Task> script, IPAddress? address = null)
    {
        (_script, _listener) = (script, new(address ?? IPAddress.Loopback, 0));
        _listener.Start(1024);
        _accepting = AcceptAsync();
    }

    public string Url => $"http://{_listener.LocalEndpoint}";

    public int Connections => _connections;

    /// <summary>Every request read whole, head and body.</summary>
    public ConcurrentQueue<(string Head, byte[] Body)> Requests { get; } = [];

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Dispose();
        await _accepting;
        _stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        List<Task> running = [];
        try
        {
            while (true)
            {
                TcpClient client = await _listener.AcceptTcpClientAsync(_stop.Token);
                running.Add(Task.Run(() => ServeAsync(client, _connections++)));
            }
        }
        catch (OperationCanceledException)
        {
            await Task.WhenAll(running);
        }
    }

    private async Task ServeAsync(TcpClient client, int number)
    {
        using (client)
        {
            try
            {
                await _script(new(this, client, number, _stop.Token));
            }
            catch (Exception e) when (e is IOException or OperationCanceledException or SocketException)
            {
                // The engine went, or the test is over.
                client.Close();
            }
        }
    }
}

/// <summary>One connection of a <see cref="ScriptedServer"/>.</summary>
internal sealed class ScriptedConnection(ScriptedServer server, TcpClient client, int number, CancellationToken stop)
{
    private readonly NetworkStream _stream = client.GetStream();

    public int Number => number;

    public CancellationToken Stop => stop;

    /// <summary>Reads one request; false at the end of the connection.</summary>
    public async Task<bool> ReadAsync()
    {
        List<byte> head = [];
        byte[] one = new byte[1];
        while (head.Count < 4 || !head[^4..].SequenceEqual("\r\n\r\n"u8.ToArray()))
        {
            if (await _stream.ReadAsync(one, stop) == 0)
            {
                return false;
            }

            head.Add(one[0]);
        }

        string text = Encoding.ASCII.GetString([.. head]);
        string length = text.Split("Content-Length: ")[1].Split("\r\n")[0];
        byte[] body = new byte[int.Parse(length)];
        await _stream.ReadExactlyAsync(body, stop);
        server.Requests.Enqueue((text, body));
        return true;
    }

    public async Task WriteAsync(string text) => await _stream.WriteAsync(Encoding.ASCII.GetBytes(text), stop);

    /// <summary>Answers every request of the connection with this text.</summary>
    public async Task AlwaysAsync(string answer)
    {
        while (await ReadAsync())
        {
            await WriteAsync(answer);
        }
    }

    /// <summary>Writes and ends the connection in one segment (TCP_CORK), so that no busy machine comes between the two.</summary>
    public async Task WriteAndEndAsync(string text)
    {
        client.Client.SetRawSocketOption(6, 3, [1, 0, 0, 0]);
        await WriteAsync(text);
        client.Client.Shutdown(SocketShutdown.Send);
    }

    /// <summary>Ends it with a reset.</summary>
    public void Reset()
    {
        client.LingerState = new(true, 0);
        client.Close();
    }
}
