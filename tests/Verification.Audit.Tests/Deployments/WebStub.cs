using System.Collections.Concurrent;
using System.Net;
using System.Text;
using Verification.Fixtures.Hosting;

namespace Verification.Audit.Tests.Deployments;

/// <summary>What a script sent over HTTP.</summary>
internal sealed record WebCall(string Method, string Path, string Authorization, string Body);

/// <summary>A server on loopback that remembers every call and answers as told.</summary>
internal sealed class WebStub : IDisposable
{
    private readonly HttpListener _listener;
    private readonly Func<WebCall, (int Status, string Body)> _answer;

    internal WebStub(Func<WebCall, (int Status, string Body)>? answer = null)
    {
        _answer = answer ?? (_ => (200, "ok"));
        (_listener, Port) = Listen();
        _ = ServeAsync();
    }

    internal int Port { get; }

    internal string Url => $"http://127.0.0.1:{Port}/hook";

    internal ConcurrentQueue<WebCall> Calls { get; } = new();

    public void Dispose() => ((IDisposable)_listener).Dispose();

    private static (HttpListener Listener, int Port) Listen()
    {
        int port = Ports.Free();
        HttpListener listener = new();
        listener.Prefixes.Add($"http://127.0.0.1:{port}/");
        listener.Start();
        return (listener, port);
    }

    private async Task ServeAsync()
    {
        while (_listener.IsListening)
        {
            HttpListenerContext context;
            try
            {
                context = await _listener.GetContextAsync();
            }
            catch (Exception e) when (e is ObjectDisposedException or HttpListenerException)
            {
                return;
            }

            using StreamReader reader = new(context.Request.InputStream, Encoding.UTF8);
            string authorization = context.Request.Headers["Authorization"] ?? context.Request.Headers["X-Sentry-Auth"] ?? "";
            WebCall call = new(context.Request.HttpMethod, context.Request.RawUrl ?? "", authorization, await reader.ReadToEndAsync());
            Calls.Enqueue(call);
            (int status, string body) = _answer(call);
            context.Response.StatusCode = status;
            context.Response.Close(Encoding.UTF8.GetBytes(body), willBlock: true);
        }
    }
}
