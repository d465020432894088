using System.Text.Json.Nodes;
using Verification.Fixtures.Tests;

namespace Verification.Sdk.Drivers.Tests.Dotnet;

/// <summary>A request or a scenario file that can't be used is refused in one sentence, whatever is in it, and no secret is repeated.</summary>
public sealed class DotnetDriverRequestTests
{
    private const string Secret = "fedcba9876543210fedcba9876543210";
    private const string Dsn = $"http://{Secret}@127.0.0.1:9/7";

    [Theory]
    [InlineData("")]
    [InlineData("dsn=1")]
    [InlineData("[]")]
    public Task Input_NoRequest_IsRefusedInOneSentence(string input) => RefusedAsync(input);

    [Theory]
    [InlineData("dsn", null)]
    [InlineData("dsn", $"http://{Secret}@127.0.0.1:9")]
    [InlineData("dns", "x")]
    [InlineData("runId", "x'; drop table y")]
    [InlineData("runId", "x\n")]
    [InlineData("postgresUrl", $"host={Secret}")]
    [InlineData("timeoutMs", 0)]
    [InlineData("concurrency", 17)]
    [InlineData("concurrency", 1.5)]
    public Task Request_FieldThatBreaksTheSchema_IsRefusedInOneSentence(string field, object? value)
    {
        JsonObject request = DotnetRun.Request(Dsn, "basic-error");
        request[field] = value switch { null => null, string text => text, int number => number, double number => number, _ => throw new InvalidOperationException() };
        return RefusedAsync(request.ToJsonString());
    }

    [Fact]
    public async Task Request_TooLargeOrWithoutScenarios_IsRefusedInOneSentence()
    {
        JsonObject large = DotnetRun.Request(Dsn, "basic-error");
        large["release"] = new string('x', 2 << 20);
        await RefusedAsync(large.ToJsonString());
        await RefusedAsync(DotnetRun.Request(Dsn).ToJsonString());
        await RefusedAsync(DotnetRun.Request(Dsn, "no-such-scenario").ToJsonString());
        await RefusedAsync(DotnetRun.Request(Dsn, "basic-error", "basic-error").ToJsonString());
    }

    [Theory]
    [InlineData("""{"tgas":{}}""")]
    [InlineData("""{"id":null}""")]
    [InlineData("""{"id":"../../etc"}""")]
    [InlineData("""{"level":"loud"}""")]
    [InlineData("""{"repeats":-1}""")]
    [InlineData("""{"repeats":1e99}""")]
    [InlineData("""{"distinct":5}""")]
    [InlineData("""{"tags":{"count":3}}""")]
    [InlineData("""{"raise":{"kind":"magic"}}""")]
    [InlineData("""{"raise":{"kind":"failed-job","queue":"messages"}}""")]
    [InlineData("""{"raise":{"kind":"unique-violation","table":"a\"; drop table b","row":{"a":1},"uniqueOn":["a"]},"distinct":0}""")]
    [InlineData("""{"raise":{"kind":"error","message":"m","others":[{"message":"m"}]},"distinct":1}""")]
    [InlineData("""{"ownFields":{"dotnet":{}}}""")]
    public async Task Scenario_ThatBreaksItsSchema_IsRefusedInOneSentence(string change)
    {
        await using Scratch scratch = new();
        string path = DotnetRun.Changed(scratch, "basic-error", scenario =>
        {
            foreach ((string name, JsonNode? value) in JsonNode.Parse(change)!.AsObject())
            {
                scenario[name] = value?.DeepClone();
            }
        });
        await RefusedAsync(Of(path));
    }

    [Theory]
    [InlineData("{")]
    [InlineData("{\"id\":\"b\"}")]
    [InlineData("\0\u0001")]
    [InlineData("null")]
    public async Task ScenarioFile_NoScenario_IsRefusedInOneSentence(string content)
    {
        await using Scratch scratch = new();
        string path = Path.Combine(scratch.Root, "a.json");
        await File.WriteAllTextAsync(path, content, TestContext.Current.CancellationToken);
        await RefusedAsync(Of(path));
        await RefusedAsync(Of(scratch.Root));
        await File.WriteAllTextAsync(path, string.Concat(Enumerable.Repeat("{\"a\":", 5_000)), TestContext.Current.CancellationToken);
        await RefusedAsync(Of(path));
    }

    private static string Of(string path)
    {
        JsonObject request = DotnetRun.Request(Dsn);
        request["scenarios"] = new JsonArray(path);
        return request.ToJsonString();
    }

    private static async Task RefusedAsync(string input)
    {
        using DotnetRun run = DotnetRun.Start(input);
        DotnetOutcome outcome = await run.OutcomeAsync();
        outcome.Code.Should().Be(64, outcome.Errors);
        outcome.Output.Should().BeEmpty();
        outcome.Errors.Should().MatchRegex(@"^[^\n]+\.\n$").And.NotContain(Secret);
    }
}
