using System.IO.Compression;
using System.Text;
using System.Text.Json;

namespace Verification.Load.Tests.Events;

/// <summary>A request read the way a server does: head, body, envelope header, item header, payload.</summary>
internal sealed record SentEnvelope(string RequestLine, IReadOnlyDictionary<string, string> Fields, JsonElement Header, JsonElement Item, string Payload)
{
    public JsonElement Event => JsonSerializer.Deserialize<JsonElement>(Payload);

    public static SentEnvelope Read(ReadOnlySpan<byte> request)
    {
        int end = request.IndexOf("\r\n\r\n"u8);
        string[] lines = Encoding.ASCII.GetString(request[..end]).Split("\r\n");
        Dictionary<string, string> fields = lines[1..].ToDictionary(line => line.Split(": ")[0], line => line.Split(": ", 2)[1]);
        byte[] body = request[(end + 4)..].ToArray();
        body.Length.Should().Be(int.Parse(fields["Content-Length"]));
        byte[] plain = fields.GetValueOrDefault("Content-Encoding") == "gzip" ? Unzip(body) : body;
        int header = plain.AsSpan().IndexOf((byte)'\n');
        int item = header + 1 + plain.AsSpan(header + 1).IndexOf((byte)'\n');
        JsonElement itemHeader = JsonSerializer.Deserialize<JsonElement>(plain.AsSpan(header + 1, item - header - 1));
        byte[] payload = plain[(item + 1)..];
        payload[^1].Should().Be((byte)'\n');
        (payload.Length - 1).Should().Be(itemHeader.GetProperty("length").GetInt32());
        return new(lines[0], fields, JsonSerializer.Deserialize<JsonElement>(plain.AsSpan(0, header)), itemHeader, Encoding.UTF8.GetString(payload[..^1]));
    }

    private static byte[] Unzip(byte[] body)
    {
        using GZipStream gzip = new(new MemoryStream(body), CompressionMode.Decompress);
        using MemoryStream plain = new();
        gzip.CopyTo(plain);
        return plain.ToArray();
    }
}
