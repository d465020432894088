using System.Net.Http.Headers;
using System.Text;

namespace Verification.ReferenceTarget.Tests.Hosting;

/// <summary>A project of its own for a test: sends to it and reads back from it.</summary>
public sealed record TestProject(RunningTarget Target, long Id, string Slug, Guid Key)
{
    private static readonly TimeSpan Visible = TimeSpan.FromSeconds(12);

    public string Path => $"/api/0/projects/{Target.Organization}/{Slug}/";

    public static string NewId() => Guid.NewGuid().ToString("N");

    public Task<Reply> EnvelopeAsync(string body) => EnvelopeAsync(Encoding.UTF8.GetBytes(body));

    public Task<Reply> EnvelopeAsync(byte[] body, string? encoding = null) =>
        PostAsync($"/api/{Id}/envelope/?sentry_key={Key:N}&sentry_version=7", body, "application/x-sentry-envelope", encoding);

    public Task<Reply> StoreAsync(string body) =>
        PostAsync($"/api/{Id}/store/?sentry_key={Key:N}&sentry_version=7", Encoding.UTF8.GetBytes(body), "application/json", null);

    /// <summary>Sends an event in an envelope, under a fresh id; returns the id.</summary>
    public async Task<string> SendAsync(JsonNode payload)
    {
        var id = NewId();
        var copy = payload.DeepClone();
        copy["event_id"] = id;
        var reply = await EnvelopeAsync($$"""{"event_id":"{{id}}"}""" + "\n{\"type\":\"event\"}\n" + copy.ToJsonString() + "\n");
        reply.Status.Should().Be(200, reply.Text);
        return id;
    }

    public Task<Reply> EventAsync(string id) => Target.ApiAsync("GET", $"{Path}events/{id}/");

    public Task<Reply> GetAsync(string path) => Target.ApiAsync("GET", path);

    /// <summary>The event once it is visible.</summary>
    public Task<Reply> StoredAsync(string id) =>
        Eventually.Async(_ => EventAsync(id), reply => reply.Status == 200, $"event {id}", Visible);

    private Task<Reply> PostAsync(string path, byte[] body, string contentType, string? encoding)
    {
        var content = new ByteArrayContent(body);
        content.Headers.ContentType = MediaTypeHeaderValue.Parse(contentType);
        if (encoding is not null)
        {
            content.Headers.ContentEncoding.Add(encoding);
        }

        return Target.SendAsync("POST", path, content);
    }
}
