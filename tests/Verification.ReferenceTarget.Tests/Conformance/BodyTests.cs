using System.IO.Compression;
using System.Text;

namespace Verification.ReferenceTarget.Tests.Conformance;

/// <summary>Recordings 10 and 14: encodings, chunks and sizes of request bodies.</summary>
public sealed class BodyTests(Targets targets)
{
    private readonly RunningTarget target = targets.Like52;

    [Fact]
    public Task Envelope_ContentEncodings_AreAnsweredAsRecorded() =>
        Task.WhenAll(Recording.Load("10-encodings").AsObject().Select(encoding => CheckEncodingAsync(encoding.Key)));

    [Fact]
    public async Task Envelope_ChunkedTransfer_IsStored()
    {
        var project = await target.NewProjectAsync();
        var id = TestProject.NewId();
        var body = $$"""{"event_id":"{{id}}"}""" + "\n{\"type\":\"event\"}\n{\"message\":\"in chunks\"}\n";
        var reply = await target.SendAsync(
            "POST", $"/api/{project.Id}/envelope/?sentry_key={project.Key:N}", new StringContent(body),
            new Dictionary<string, string> { ["Transfer-Encoding"] = "chunked" });
        reply.Status.Should().Be(200, reply.Text);
        (await project.StoredAsync(id)).Json!["message"]!.GetValue<string>().Should().Be("in chunks");
    }

    [Fact]
    public Task Envelope_LargeBodies_AreAnsweredAsRecorded() => Task.WhenAll(
        CheckSizeAsync("1MB", 1_000_000),
        CheckSizeAsync("5MB", 5_000_000),
        CheckSizeAsync("gzip-2MB", 2_000_000),
        CheckSizeAsync("gzip-50MB", 50_000_000),
        CheckSizeAsync("gzip-3MB-with-length", 3_000_000, withLength: true));

    private async Task CheckEncodingAsync(string name)
    {
        var recorded = Recording.Load("10-encodings")[name]!;
        var project = await target.NewProjectAsync();
        var id = TestProject.NewId();
        var body = Encode(name, $$"""{"event_id":"{{id}}"}""" + "\n{\"type\":\"event\"}\n" + $$"""{"message":"encoded","platform":"node"}""" + "\n");
        var reply = await project.EnvelopeAsync(body, recorded["contentEncoding"]!.GetValue<string>());

        reply.Status.Should().Be(recorded["status"]!.GetValue<int>());
        reply.ContentType.Should().Be(recorded["contentType"]!.GetValue<string>());
        reply.Text.Should().Be(recorded["body"]?.GetValue<string>() ?? $$"""{"id": "{{id}}"}""");
        if (recorded["stored"]!.GetValue<bool>())
        {
            (await project.StoredAsync(id)).Json!["message"]!.GetValue<string>().Should().Be("encoded");
        }
    }

    private async Task CheckSizeAsync(string name, int size, bool withLength = false)
    {
        var recorded = Recording.Load("14-oversize")[name]!;
        var project = await target.NewProjectAsync();
        var id = TestProject.NewId();
        var payload = new JsonObject { ["message"] = name, ["extra"] = new JsonObject { ["blob"] = new string('z', size) } }.ToJsonString();
        var header = withLength ? $$"""{"type":"event","length":{{payload.Length}}}""" : """{"type":"event"}""";
        var encoding = recorded["contentEncoding"]?.GetValue<string>();
        var body = Encode(encoding ?? "plain", $$"""{"event_id":"{{id}}"}""" + $"\n{header}\n{payload}\n");
        var reply = await project.EnvelopeAsync(body, encoding);

        reply.Status.Should().Be(recorded["status"]!.GetValue<int>());
        reply.ContentType.Should().Be(recorded["contentType"]!.GetValue<string>());
        if (recorded["extraBytesBack"] is { } back)
        {
            var stored = (await project.StoredAsync(id)).Json!["context"]!["blob"]!.GetValue<string>();
            stored.Should().HaveLength(back.GetValue<int>());
        }
    }

    private static byte[] Encode(string name, string body)
    {
        var plain = Encoding.UTF8.GetBytes(body);
        using var encoded = new MemoryStream();
        Stream? encoder = name switch
        {
            "gzip" or "gzip-truncated" => new GZipStream(encoded, CompressionLevel.Fastest, leaveOpen: true),
            "deflate" => new ZLibStream(encoded, CompressionLevel.Fastest, leaveOpen: true),
            "br" => new BrotliStream(encoded, CompressionLevel.Fastest, leaveOpen: true),
            _ => null,
        };
        if (encoder is null)
        {
            return plain;
        }

        using (encoder)
        {
            encoder.Write(plain);
        }

        return name == "gzip-truncated" ? encoded.ToArray()[..30] : encoded.ToArray();
    }
}
