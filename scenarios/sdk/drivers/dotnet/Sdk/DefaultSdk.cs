using System.Collections.Concurrent;
using System.Net;
using System.Text.Json;
using Verification.SdkDriver.Running;
using Verification.SdkDriver.Wires;

namespace Verification.SdkDriver.Sdk;

/// <summary>The same SDK with nothing set but its identity: what would have been sent by default, without sending it.</summary>
internal sealed class DefaultSdk : IDisposable
{
    private readonly ConcurrentDictionary<string, TaskCompletionSource<JsonElement?>> _expected = new(StringComparer.Ordinal);
    private readonly SentryOptions _options;
    private readonly SentryClient _client;

    public DefaultSdk(DriverRequest request)
    {
        _options = SdkIdentity.Options(request);
        _options.SendClientReports = false;
        _options.CreateHttpMessageHandler = () => new Recorder(this);
        _client = new SentryClient(_options);
    }

    /// <summary>The event that the default settings make of a capture in this scene; null when they make none.</summary>
    public async Task<JsonElement?> EventAsync(SentryEvent captured, Scope scene)
    {
        string id = captured.EventId.ToString();
        TaskCompletionSource<JsonElement?> made = _expected.GetOrAdd(id, _ => new(TaskCreationOptions.RunContinuationsAsynchronously));
        Scope scope = new(_options);
        scene.Apply(scope);
        return _client.CaptureEvent(captured, scope) == SentryId.Empty ? null : await made.Task;
    }

    /// <inheritdoc/>
    public void Dispose() => _client.Dispose();

    private sealed class Recorder(DefaultSdk sdk) : HttpMessageHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            byte[] body = await request.Content!.ReadAsByteArrayAsync(cancellationToken);
            SentEnvelope envelope = SentEnvelope.Read(body, request.Content.Headers.ContentEncoding.Contains("gzip"));
            if (envelope.EventId is string id && sdk._expected.TryRemove(id, out TaskCompletionSource<JsonElement?>? made))
            {
                made.TrySetResult(envelope.Event);
            }

            return new HttpResponseMessage(HttpStatusCode.OK) { Content = new StringContent("{}") };
        }
    }
}
