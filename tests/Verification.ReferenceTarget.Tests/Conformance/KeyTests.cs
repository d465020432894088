namespace Verification.ReferenceTarget.Tests.Conformance;

/// <summary>Recording 12: keys right, wrong and absent.</summary>
public sealed class KeyTests(Targets targets)
{
    private readonly RunningTarget target = targets.Like52;

    [Fact]
    public async Task Ingest_KeysRightWrongAndAbsent_AreAnsweredAsRecorded()
    {
        var project = await target.NewProjectAsync();
        var recorded = Recording.Load("12-auth-errors").AsObject();
        foreach (var (name, call) in recorded.Where(entry => entry.Value is JsonObject map && map.ContainsKey("answer")))
        {
            await IngestCall.ReplayAsync(project, name, call!);
        }
    }

    [Fact]
    public async Task Preflight_FromABrowser_IsAllowedAsRecorded()
    {
        var recorded = Recording.Load("12-auth-errors")["options_preflight"]!;
        var headers = new Dictionary<string, string> { ["Origin"] = "http://shop.test", ["Access-Control-Request-Method"] = "POST" };
        var reply = await target.SendAsync("OPTIONS", "/api/1/envelope/", headers: headers);
        reply.Status.Should().Be(recorded["status"]!.GetValue<int>());
        foreach (var (header, value) in recorded["headers"]!.AsObject())
        {
            reply.Headers.Should().ContainKey(header).WhoseValue.Should().Be(value!.GetValue<string>());
        }
    }
}
