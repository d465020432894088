using System.Collections.Concurrent;
using System.IO.Compression;
using System.Net;
using System.Text;
using System.Text.Json;
using Verification.Fixtures.Hosting;

namespace Verification.Fixtures.Tests.Sdk;

/// <summary>An ingest endpoint on loopback that keeps the events it was sent and answers as the test likes.</summary>
internal sealed class LoopbackIngest : IAsyncDisposable
{
    internal const string Key = "0123456789abcdef0123456789abcdef";
    private readonly HttpListener _listener = new();
    private readonly Action<int, HttpListenerResponse> _answer;
    private readonly Task _serving;
    private int _seen;
    private int _requests;

    /// <param name="answer">Told which event of all it is, from 1 on, and its answer, which it may change before it goes out; 200 unless told.</param>
    internal LoopbackIngest(Action<int, HttpListenerResponse>? answer = null)
    {
        _answer = answer ?? ((_, _) => { });
        int port = Ports.Free();
        Dsn = $"http://{Key}@127.0.0.1:{port}/7";
        _listener.Prefixes.Add($"http://127.0.0.1:{port}/");
        _listener.Start();
        _serving = ServeAsync();
    }

    internal string Dsn { get; }

    /// <summary>How many requests came, with whatever.</summary>
    internal int Requests => _requests;

    internal ConcurrentDictionary<string, JsonElement> Events { get; } = new();

    public async ValueTask DisposeAsync()
    {
        _listener.Close();
        await _serving;
    }

    private async Task ServeAsync()
    {
        List<Task> underWay = [];
        while (_listener.IsListening)
        {
            try
            {
                HttpListenerContext context = await _listener.GetContextAsync();
                underWay.Add(Task.Run(() => TakeAsync(context)));
            }
            catch (Exception e) when (e is HttpListenerException or ObjectDisposedException or InvalidOperationException)
            {
                break; // closed: the end of the test
            }
        }

        await Task.WhenAll(underWay);
    }

    private async Task TakeAsync(HttpListenerContext context)
    {
        try
        {
            Interlocked.Increment(ref _requests);
            Stream body = context.Request.Headers["Content-Encoding"] == "gzip" ? new GZipStream(context.Request.InputStream, CompressionMode.Decompress) : context.Request.InputStream;
            using StreamReader reader = new(body, Encoding.UTF8);
            string[] lines = (await reader.ReadToEndAsync()).Split('\n');
            context.Response.KeepAlive = false;
            if (lines.Length > 2 && JsonSerializer.Deserialize<JsonElement>(lines[1]).GetProperty("type").GetString() == "event")
            {
                JsonElement sent = JsonSerializer.Deserialize<JsonElement>(lines[2]);
                Events[sent.GetProperty("event_id").GetString()!] = sent;
                _answer(Interlocked.Increment(ref _seen), context.Response);
            }

            context.Response.Close("{}"u8.ToArray(), willBlock: true);
        }
        catch (Exception e) when (e is HttpListenerException or ObjectDisposedException or IOException)
        {
            context.Response.Abort(); // the sender was killed
        }
    }
}
