using System.Diagnostics;
using System.Globalization;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using Verification.Fixtures.Ingest;

namespace Verification.Acceptance.Resilience;

/// <summary>A request whose sender takes its time: the first half is sent at once, the second when asked, so that it is surely in hand in between.</summary>
internal sealed class SlowRequest : IDisposable
{
    private readonly TcpClient _client = new() { NoDelay = true };
    private readonly string _id;
    private readonly Stopwatch _clock;
    private readonly double _sent;
    private readonly byte[] _rest;

    private SlowRequest(string id, Stopwatch clock, byte[] rest) => (_id, _clock, _sent, _rest) = (id, clock, clock.Elapsed.TotalMilliseconds, rest);

    /// <summary>Connects and sends the head and half of the body.</summary>
    public static async Task<SlowRequest> BeginAsync(Dsn dsn, string id, Stopwatch clock, CancellationToken ct)
    {
        byte[] body = Encoding.UTF8.GetBytes($"{{\"event_id\":\"{id}\"}}\n{{\"type\":\"event\"}}\n{JsonSerializer.Serialize(Burst.Payload(id))}\n");
        string head = string.Create(CultureInfo.InvariantCulture, $"POST /api/{dsn.ProjectId}/envelope/ HTTP/1.1\r\nHost: {dsn.Origin.Authority}\r\nX-Sentry-Auth: Sentry sentry_version=7, sentry_client=verification/1, sentry_key={dsn.Key}\r\n")
            + string.Create(CultureInfo.InvariantCulture, $"Content-Type: application/x-sentry-envelope\r\nContent-Length: {body.Length}\r\nConnection: close\r\n\r\n");
        SlowRequest request = new(id, clock, body[(body.Length / 2)..]);
        await request._client.ConnectAsync(dsn.Origin.Host, dsn.Origin.Port, ct);
        await request._client.GetStream().WriteAsync(Encoding.UTF8.GetBytes(head), ct);
        await request._client.GetStream().WriteAsync(body.AsMemory(0, body.Length / 2), ct);
        return request;
    }

    /// <summary>Sends the rest and waits for the answer.</summary>
    public async Task<Shot> EndAsync(TimeSpan patience, CancellationToken ct)
    {
        using CancellationTokenSource limit = CancellationTokenSource.CreateLinkedTokenSource(ct);
        limit.CancelAfter(patience);
        int? status = null;
        try
        {
            NetworkStream stream = _client.GetStream();
            await stream.WriteAsync(_rest, limit.Token);
            using StreamReader reader = new(stream, Encoding.ASCII);
            // HTTP/1.1 200 OK
            string[] line = (await reader.ReadLineAsync(limit.Token) ?? "").Split(' ');
            status = line.Length > 1 && int.TryParse(line[1], CultureInfo.InvariantCulture, out int code) ? code : null;
        }
        catch (Exception error) when (error is IOException or SocketException || (error is OperationCanceledException && !ct.IsCancellationRequested))
        {
            // Cut off without an answer, which is what is looked for; or none in time.
            status = null;
        }

        return new(_id, _sent, _clock.Elapsed.TotalMilliseconds, status);
    }

    /// <inheritdoc/>
    public void Dispose() => _client.Dispose();
}
