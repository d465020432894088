using System.Collections.Concurrent;
using System.IO.Pipelines;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Verification.Fixtures.Hosting;
using Verification.Fixtures.Services;

namespace Verification.Fixtures.Tests.Services;

/// <summary>A server behind a front that keeps the bytes of each request and its connections open.</summary>
internal sealed class RawOrigin : IAsyncDisposable
{
    internal const string Answered = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";
    private readonly TcpListener _listener = new(IPAddress.Loopback, Ports.Free());
    private readonly CancellationTokenSource _end = new();
    private readonly Task _serving;

    internal RawOrigin()
    {
        _listener.Start();
        _serving = ServeAsync();
    }

    internal Uri Address => new($"http://{_listener.LocalEndpoint}");

    internal ConcurrentQueue<string> Requests { get; } = new();

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        _listener.Stop();
        await _serving;
        _end.Dispose();
    }

    private async Task ServeAsync()
    {
        List<Task> underWay = [];
        try
        {
            while (true)
            {
                underWay.Add(TakeAsync(await _listener.AcceptTcpClientAsync(_end.Token)));
            }
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException)
        {
            await Task.WhenAll(underWay);
        }
    }

    private async Task TakeAsync(TcpClient client)
    {
        using (client)
        {
            try
            {
                var reader = PipeReader.Create(client.GetStream());
                while (await HttpFraming.ReadRequestAsync(reader, _end.Token) is { } request)
                {
                    Requests.Enqueue(Encoding.Latin1.GetString(request));
                    await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes(Answered), _end.Token);
                }
            }
            catch (Exception e) when (e is OperationCanceledException or IOException)
            {
                return; // the front or the test is gone
            }
        }
    }
}
