using System.Net;
using System.Net.Http.Headers;
using Verification.Load.Driving;
using Verification.Load.Events;

namespace Verification.Load.NBomber;

/// <summary>An answer: a status above zero, or a <see cref="NoAnswer"/> below it.</summary>
internal readonly record struct EnvelopeAnswer(short Status, int Bytes, bool LacksRetryAfter);

/// <summary>Sends the prebuilt body of an event over HttpClient, whose connections NBomber's users share.</summary>
internal sealed class EnvelopeSender : IDisposable
{
    private readonly DriveRequest _request;
    private readonly HttpClient _http;
    private readonly Uri _endpoint;

    public EnvelopeSender(DriveRequest request)
    {
        _request = request;
        _http = new(new SocketsHttpHandler { UseCookies = false, UseProxy = false, AllowAutoRedirect = false, MaxConnectionsPerServer = request.Plan.Connections.Most, ActivityHeadersPropagator = null })
        {
            Timeout = TimeSpan.FromMilliseconds(request.TimeoutMilliseconds),
        };
        _endpoint = new(new Uri(request.Url), $"/api/{request.Project}/envelope/");
    }

    /// <summary>Sends one event.</summary>
    public async Task<EnvelopeAnswer> SendAsync(EventSource source, int serial, long unixMilliseconds)
    {
        EventTemplate template = source.Template(source.GroupOf(serial));
        byte[] copy = template.Request.ToArray();
        template.Patch(copy, source.Ids.Of(serial), serial, unixMilliseconds);
        using HttpRequestMessage message = new(HttpMethod.Post, _endpoint) { Content = new ByteArrayContent(copy, template.BodyAt, copy.Length - template.BodyAt) };
        message.Content.Headers.ContentType = new("application/x-sentry-envelope");
        if (_request.Plan.Payload.Gzip)
        {
            message.Content.Headers.ContentEncoding.Add("gzip");
        }

        message.Headers.TryAddWithoutValidation("X-Sentry-Auth", $"Sentry sentry_version=7, sentry_client=verification-load/1, sentry_key={_request.Key}");
        message.Headers.UserAgent.Add(new ProductInfoHeaderValue("verification-load", "1"));
        message.Headers.ConnectionClose = !_request.Plan.Connections.Reuse;
        try
        {
            using HttpResponseMessage response = await _http.SendAsync(message);
            byte[] body = await response.Content.ReadAsByteArrayAsync();
            bool refused = response.StatusCode is HttpStatusCode.TooManyRequests or HttpStatusCode.ServiceUnavailable;
            return new((short)response.StatusCode, body.Length, refused && response.Headers.RetryAfter is null);
        }
        catch (HttpRequestException error)
        {
            return new((short)(error.HttpRequestError == HttpRequestError.ConnectionError ? NoAnswer.NotConnected : NoAnswer.Closed), 0, false);
        }
        catch (TaskCanceledException)
        {
            return new((short)NoAnswer.TimedOut, 0, false);
        }
    }

    public void Dispose() => _http.Dispose();
}
