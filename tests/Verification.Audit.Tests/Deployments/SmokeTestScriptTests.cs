using System.Text.Json;
using System.Text.RegularExpressions;
using FluentAssertions;
using Verification.Fixtures.Processes;
using Xunit;

namespace Verification.Audit.Tests.Deployments;

/// <summary>smoke-test.sh of the hardened deployment: only an event read back counts.</summary>
[Collection(DeploymentScripts.Name)]
public sealed partial class SmokeTestScriptTests(ScriptHost host)
{
    [Fact]
    public async Task SmokeTest_EventStoredAfterAMoment_PassesAndSendsTheToken()
    {
        using HardenedCopy copy = host.Copy(withDatabase: false);
        string sent = "";
        int reads = 0;
        using WebStub server = new(call =>
        {
            if (call.Method == "POST")
            {
                sent = JsonSerializer.Deserialize<JsonElement>(call.Body).GetProperty("message").GetString()!;
                return (200, "{}");
            }

            return ++reads < 2 ? (404, "{\"detail\": \"Not Found\"}") : (200, $"{{\"title\": \"{sent}\"}}");
        });
        Point(copy, server, seconds: 30);
        ToolResult result = await copy.RunAsync("smoke-test.sh");

        result.ExitCode.Should().Be(0, result.StandardError);
        string id = EventId().Match(result.StandardOutput).Value;
        server.Calls.Select(call => $"{call.Method} {call.Path}").Should().Equal(
            "POST /api/7/store/", $"GET /api/0/projects/operations/smoke-test/events/{id}/", $"GET /api/0/projects/operations/smoke-test/events/{id}/");
        server.Calls.First().Authorization.Should().Contain($"sentry_key={new string('b', 32)}");
        server.Calls.Last().Authorization.Should().Be("Bearer " + File.ReadAllText(Path.Combine(copy.Folder, "secrets", "api_token")));
        copy.Alerts.Calls.Should().BeEmpty();
    }

    [Theory]
    [InlineData(200, 404, "{}", "reading event")]
    [InlineData(200, 200, "<!doctype html><title>GlitchTip</title>", "reading event")]
    [InlineData(200, 401, "{\"detail\": \"Unauthorized\"}", "reading event")]
    [InlineData(403, 200, "{}", "sending an event")]
    [InlineData(500, 200, "{}", "sending an event")]
    public async Task SmokeTest_EventDoesNotComeBack_FailsWithAnAlert(int accept, int read, string body, string step)
    {
        using HardenedCopy copy = host.Copy(withDatabase: false);
        using WebStub server = new(call => call.Method == "POST" ? (accept, "{}") : (read, body));
        Point(copy, server);
        ToolResult result = await copy.RunAsync("smoke-test.sh");

        result.ExitCode.Should().NotBe(0);
        copy.Alerts.Calls.Should().ContainSingle().Which.Body.Should().Contain($"failed while {step}");
    }

    [Theory]
    [InlineData("")]
    [InlineData("http://127.0.0.1/7")]
    [InlineData("http://short@127.0.0.1/7")]
    [InlineData("http://aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa@127.0.0.1/glitchtip")]
    public async Task SmokeTest_DsnIsNone_FailsBeforeItSendsAnything(string dsn)
    {
        using HardenedCopy copy = host.Copy(withDatabase: false);
        copy.Settings(("SMOKE_DSN", dsn));
        ToolResult result = await copy.RunAsync("smoke-test.sh");

        result.ExitCode.Should().NotBe(0);
        copy.Alerts.Calls.Should().ContainSingle().Which.Path.Should().Be("/hook", "only the alert goes out");
    }

    [Fact]
    public async Task SmokeTest_CalledByTheMonitor_LeavesTheAlertToIt()
    {
        using HardenedCopy copy = host.Copy(withDatabase: false);
        copy.Settings(("SMOKE_DSN", ""));
        ToolResult result = await copy.RunAsync("smoke-test.sh", "--no-alert");

        result.ExitCode.Should().NotBe(0);
        result.StandardError.Should().Contain("smoke test FAILED");
        copy.Alerts.Calls.Should().BeEmpty();
    }

    private static void Point(HardenedCopy copy, WebStub server, int seconds = 1) =>
        copy.Settings(("SMOKE_DSN", $"http://{new string('b', 32)}@127.0.0.1:{server.Port}/7"), ("SMOKE_DEADLINE_SECONDS", $"{seconds}"));

    [GeneratedRegex("[0-9a-f]{32}")]
    private static partial Regex EventId();
}
