using System.Globalization;
using System.IO.Compression;
using System.Net.Sockets;
using System.Text;
using Verification.Fixtures.Hosting;
using Verification.Fixtures.Ingest;
using Verification.Fixtures.Processes;
using Verification.Fixtures.Services;

namespace Verification.ReferenceTarget.Tests.Recording;

public sealed class RecordingEndpointTests : IAsyncLifetime
{
    private static readonly string Program = Path.Combine(AppContext.BaseDirectory, "Verification.ReferenceTarget.dll");
    private readonly HttpClient _http = new();
    private Supervisor _supervisor = null!;
    private RecordingEndpoint _endpoint = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        var logs = Path.Combine(AppContext.BaseDirectory, "logs", "recording");
        _supervisor = await Supervisor.StartAsync(new SupervisorOptions(WorkDirectory.For($"recording-{Guid.NewGuid():N}"[..20]), logs), Ct);
        _endpoint = await RecordingEndpoint.StartAsync(_supervisor, new RecordingOptions(Program, "old") { Bodies = true }, Ct);
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _endpoint.DisposeAsync();
        await _supervisor.DisposeAsync();
    }

    [Fact]
    public async Task Envelope_AnyEncoding_IsRecordedAsItArrived()
    {
        var ids = new List<string>();
        foreach (var (encoding, chunked) in new[] { ("", false), ("gzip", false), ("", true), ("gzip", true) })
        {
            ids.Add(Guid.NewGuid().ToString("N"));
            var reply = await SendAsync(Envelope(ids[^1], serial: ids.Count), encoding, chunked);
            (reply.Status, reply.Json!["id"]!.GetValue<string>()).Should().Be((200, ids[^1]));
        }

        var events = _endpoint.Events();
        events.Select(arrived => arrived.EventId).Should().Equal(ids);
        events.Select(arrived => arrived.Serial).Should().Equal(1, 2, 3, 4);
        events.Should().OnlyContain(arrived => arrived.Service == "chat-bot" && arrived.Run == "r" && arrived.Start == "s" && arrived.Status == 200 && arrived.Project == _endpoint.Dsn.ProjectId);
        events[0].Body!.Value.GetProperty("message").GetString().Should().Be("größer \"als\" <b>");
        events[0].At.Should().BeCloseTo(DateTimeOffset.UtcNow, TimeSpan.FromSeconds(20));
        _endpoint.Refused().Should().BeEmpty();
    }

    [Fact]
    public async Task Content_Equal_HasEqualDigestsAtBothAddresses()
    {
        var id = Guid.NewGuid().ToString("N");
        await SendAsync(Envelope(id, 1));
        await PostAsync($"/api/{_endpoint.Dsn.ProjectId}/store/?sentry_key={_endpoint.Dsn.Key}", new StringContent(Event(id, 1)));
        await SendAsync(Envelope(id, 2));
        var digests = _endpoint.Events().Select(arrived => arrived.Digest).ToList();
        digests.Should().HaveCount(3);
        (digests[0] == digests[1], digests[0] == digests[2]).Should().Be((true, false));
    }

    [Fact]
    public async Task Refusal_EachReason_IsRecordedWithTheEventThatCameInVain()
    {
        var (id, dsn) = (Guid.NewGuid().ToString("N"), _endpoint.Dsn);
        (await SendAsync(Envelope(id, 7), dsn: dsn with { Key = new string('0', 32) })).Status.Should().Be(403);
        (await SendAsync(Envelope(id, 7), dsn: dsn with { ProjectId = "1" })).Status.Should().Be(403);
        (await PostAsync($"/api/{dsn.ProjectId}/envelope/", new StringContent(Envelope(id, 7)))).Status.Should().Be(401);
        (await SendAsync("no envelope")).Status.Should().Be(400);
        (await SendAsync($"{{\"event_id\":\"{id}\"}}\n{{\"type\":\"event\"}}\n{{half")).Status.Should().Be(400);
        (await SendAsync("")).Status.Should().Be(400);
        (await PostAsync("/api/typo", new StringContent("x"))).Status.Should().Be(404);
        (await SendAsync(Envelope(id, 7, padding: 3_000_000), "gzip")).Status.Should().Be(413);

        _endpoint.Refused().Select(refused => (refused.Reason, refused.Status, refused.Project, refused.EventId, refused.Serial)).Should().Equal(
            ("wrong_key", 403, dsn.ProjectId, id, 7L), ("unknown_project", 403, "1", id, 7L), ("no_key", 401, dsn.ProjectId, id, 7L),
            ("unreadable", 400, dsn.ProjectId, null, null), ("unreadable", 400, dsn.ProjectId, null, null), ("unreadable", 400, dsn.ProjectId, null, null),
            ("unknown_path", 404, null, null, null), ("too_large", 413, dsn.ProjectId, null, null));
        _endpoint.Events().Should().BeEmpty();
        (await SendAsync(Envelope(id, 8))).Status.Should().Be(200, "a wrong key blocks nobody else here");
    }

    [Fact]
    public async Task Sender_BreaksOff_IsRecordedWithoutAnAnswer()
    {
        using (var client = new TcpClient())
        {
            await client.ConnectAsync(_endpoint.Dsn.Origin.Host, _endpoint.Dsn.Origin.Port, Ct);
            await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes($"POST /api/{_endpoint.Dsn.ProjectId}/envelope/?sentry_key={_endpoint.Dsn.Key} HTTP/1.1\r\nHost: a\r\nContent-Length: 100\r\n\r\nhalf"), Ct);
        }

        await Eventually.Async(() => _endpoint.Refused().Count == 1, "the broken request", TimeSpan.FromSeconds(5), ct: Ct);
        (_endpoint.Refused()[0].Reason, _endpoint.Refused()[0].Status).Should().Be(("broken_off", 0));
    }

    [Fact]
    public async Task Items_ThatAreNoEvents_AreTakenAndNotRecorded()
    {
        (await SendAsync("{}\n{\"type\":\"client_report\"}\n{\"discarded_events\":[]}\n")).Status.Should().Be(200);
        (_endpoint.Events().Count, _endpoint.Refused().Count).Should().Be((0, 0));
    }

    [Fact]
    public async Task Restart_OnTheSamePort_KeepsTheRecordAndTheKey()
    {
        await SendAsync(Envelope(Guid.NewGuid().ToString("N"), 1));
        var begun = TimeProvider.System.GetTimestamp();
        await _endpoint.StopAsync();
        TimeProvider.System.GetElapsedTime(begun).TotalSeconds.Should().BeLessThan(2, "also while a client keeps its connection open");
        _endpoint.IsRunning.Should().BeFalse();
        _endpoint.Events().Should().HaveCount(1);
        var act = () => SendAsync(Envelope("", 2));
        await act.Should().ThrowAsync<HttpRequestException>();

        await _endpoint.StartAgainAsync(Ct);
        await SendAsync(Envelope(Guid.NewGuid().ToString("N"), 3));
        await _endpoint.KillAsync();
        await _endpoint.StartAgainAsync(Ct);
        await SendAsync(Envelope(Guid.NewGuid().ToString("N"), 4));

        _endpoint.Events().Select(arrived => arrived.Serial).Should().Equal(1, 3, 4);
        (_endpoint.UnreadableLines, _endpoint.IsRunning).Should().Be((0, true));
    }

    private static string Event(string id, int serial, int padding = 0) => new JsonObject
    {
        ["event_id"] = id,
        ["message"] = "größer \"als\" <b>",
        ["tags"] = new JsonObject { ["service"] = "chat-bot", ["run"] = "r", ["start"] = "s", ["serial"] = serial.ToString(CultureInfo.InvariantCulture) },
        ["extra"] = new JsonObject { ["padding"] = new string('x', padding) },
    }.ToJsonString();

    private static string Envelope(string id, int serial, int padding = 0) => $"{{\"event_id\":\"{id}\",\"sent_at\":\"2026-01-01T00:00:00Z\"}}\n{{\"type\":\"event\"}}\n{Event(id, serial, padding)}\n";

    private Task<Reply> SendAsync(string envelope, string encoding = "", bool chunked = false, Dsn? dsn = null)
    {
        var to = dsn ?? _endpoint.Dsn;
        var bytes = Encoding.UTF8.GetBytes(envelope);
        HttpContent content = new ByteArrayContent(encoding == "gzip" ? Zipped(bytes) : bytes);
        if (encoding.Length > 0)
        {
            content.Headers.ContentEncoding.Add(encoding);
        }

        return PostAsync($"/api/{to.ProjectId}/envelope/?sentry_version=7&sentry_key={to.Key}", content, chunked);
    }

    private async Task<Reply> PostAsync(string path, HttpContent content, bool chunked = false)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(_endpoint.Dsn.Origin, path)) { Content = content };
        request.Headers.TransferEncodingChunked = chunked;
        using var response = await _http.SendAsync(request, Ct);
        return await Reply.OfAsync(response);
    }

    private static byte[] Zipped(byte[] plain)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest))
        {
            gzip.Write(plain);
        }

        return packed.ToArray();
    }
}
