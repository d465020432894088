using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Verification.Fixtures.Tests.Memory;

/// <summary>Answers GETs from a table, over a unix socket or TCP, as dockerd would; 404 for anything else.</summary>
internal sealed class DockerDaemon : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("daemon-");
    private readonly Socket _listener;
    private readonly Dictionary<string, string> _answers = [];

    internal DockerDaemon(bool tcp = false)
    {
        string path = Path.Combine(_folder.FullName, "d.sock");
        EndPoint at = tcp ? new IPEndPoint(IPAddress.Loopback, 0) : new UnixDomainSocketEndPoint(path);
        _listener = new Socket(at.AddressFamily, SocketType.Stream, ProtocolType.Unspecified);
        _listener.Bind(at);
        _listener.Listen();
        Address = tcp ? $"tcp://{_listener.LocalEndPoint}" : $"unix://{path}";
        _ = ServeAsync();
    }

    internal string Address { get; }

    internal DockerDaemon Says(string stats, string description = DockerAnswers.Unlimited)
    {
        lock (_answers)
        {
            _answers["/containers/3f4e/stats?stream=false&one-shot=true"] = stats;
            _answers["/containers/3f4e/json"] = description;
        }

        return this;
    }

    internal DockerDaemon Has(string image, string description)
    {
        lock (_answers)
        {
            _answers[$"/images/{Uri.EscapeDataString(image)}/json"] = description;
        }

        return this;
    }

    public void Dispose()
    {
        _listener.Dispose();
        _folder.Delete(recursive: true);
    }

    private async Task ServeAsync()
    {
        while (true)
        {
            Socket client;
            try
            {
                client = await _listener.AcceptAsync();
            }
            catch (Exception error) when (error is SocketException or ObjectDisposedException)
            {
                return; // disposed
            }

            _ = AnswerAsync(client);
        }
    }

    private async Task AnswerAsync(Socket client)
    {
        using NetworkStream stream = new(client, ownsSocket: true);
        using StreamReader reader = new(stream, Encoding.ASCII);
        while (await reader.ReadLineAsync() is { Length: > 0 } request)
        {
            while (await reader.ReadLineAsync() is { Length: > 0 })
            {
                // the headers say nothing that matters here
                continue;
            }

            string? body;
            lock (_answers)
            {
                body = _answers.GetValueOrDefault(request.Split(' ')[1]);
            }

            string text = body ?? """{"message":"page not found"}""";
            await stream.WriteAsync(Encoding.UTF8.GetBytes(
                $"HTTP/1.1 {(body is null ? "404 Not Found" : "200 OK")}\r\nContent-Type: application/json\r\nContent-Length: {Encoding.UTF8.GetByteCount(text)}\r\n\r\n{text}"));
        }
    }
}
