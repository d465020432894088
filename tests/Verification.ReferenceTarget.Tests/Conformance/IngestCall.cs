using System.Net.Http.Headers;
using System.Text;

namespace Verification.ReferenceTarget.Tests.Conformance;

/// <summary>Sends a recorded ingest request with fresh ids, key and project, and compares the answer.</summary>
public static class IngestCall
{
    public static async Task<string> ReplayAsync(TestProject project, string name, JsonNode call, string? repeatedId = null)
    {
        var id = name == "store_duplicate" ? repeatedId! : TestProject.NewId();
        string Fill(string text) => text.Replace("{id}", id, StringComparison.Ordinal).Replace("{item}", TestProject.NewId(), StringComparison.Ordinal)
            .Replace("{key}", $"{project.Key:N}", StringComparison.Ordinal).Replace("{project}", $"{project.Id}", StringComparison.Ordinal)
            .Replace("{host}", project.Target.Address.Authority, StringComparison.Ordinal);
        var headers = call["headers"]!.AsObject().ToDictionary(header => header.Key, header => Fill(header.Value!.GetValue<string>()));
        var method = call["method"]!.GetValue<string>();
        var content = method == "GET" ? null : new ByteArrayContent(Encoding.UTF8.GetBytes(Fill(call["body"]!.GetValue<string>())));
        if (content is not null && headers.Remove("content-type", out var type))
        {
            content.Headers.ContentType = MediaTypeHeaderValue.Parse(type);
        }

        var reply = await project.Target.SendAsync(method, Fill(call["path"]!.GetValue<string>()), content, headers);
        var answer = call["answer"]!;
        reply.Status.Should().Be(answer["status"]!.GetValue<int>(), name);
        reply.ContentType.Should().Be(answer["contentType"]!.GetValue<string>(), name);
        reply.Headers.GetValueOrDefault("Location").Should().Be(answer["location"] is { } location ? Fill(location.GetValue<string>()) : null, name);
        if (answer["body"] is { } body && body.ToString().Length > 0)
        {
            var expected = body is JsonValue ? JsonNode.Parse(Fill(body.GetValue<string>())) : body;
            JsonNode.DeepEquals(expected, reply.Json).Should().BeTrue($"{name} answered {reply.Text}");
        }

        return id;
    }
}
